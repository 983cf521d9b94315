import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultLimits } from '../../src/admin/image/reading/limits';
import { readDockerfile } from '../../src/admin/image/reading/dockerfile';
import { readOciLayout } from '../../src/admin/image/reading/oci-layout';
import { AppImageConfig } from '../../src/admin/image/verify/app-image-config';
import type { ImageAppType } from '../../src/admin/image/verify/app-type';
import { verify } from '../../src/admin/image/verify/verify';
import { AppContainer } from './app-container';
import { bases, ensureBases } from './bases';
import { buildLayout, run } from './engine';
import { inBrowser, runCell } from './lab-page';

const folderOf = (name: string) => path.resolve(__dirname, '../../images', name);
const configOf = (name: string) =>
  AppImageConfig.parse(JSON.parse(readFileSync(path.join(folderOf(name), 'app-image-config.json'), 'utf8')));

interface Bundled {
  name: string;
  base: keyof typeof bases;
  appType: ImageAppType;
  /** Label of each kernel, and code that writes its UID into a file of the given name. */
  kernels: Record<string, (file: string) => string>;
}

const python = (file: string) => `import os; open(${JSON.stringify(file)}, 'w').write(str(os.getuid()))`;
const r = (file: string) => `writeLines(Sys.info()[["user"]], ${JSON.stringify(file)})`;
const images: Bundled[] = [
  {
    name: 'studiolo-distribution-cpu',
    base: 'sagemaker-distribution',
    appType: 'JupyterLab',
    kernels: { 'Python 3': python },
  },
  { name: 'studiolo-distribution-gpu', base: 'sagemaker-distribution', appType: 'JupyterLab', kernels: {} },
  { name: 'jupyterlab-minimal', base: 'python', appType: 'JupyterLab', kernels: { 'Python 3': python } },
  { name: 'jupyterlab-r', base: 'python', appType: 'JupyterLab', kernels: { 'Python 3': python, R: r } },
  { name: 'code-editor', base: 'sagemaker-distribution', appType: 'CodeEditor', kernels: {} },
  { name: 'kernel-gateway', base: 'python', appType: 'KernelGateway', kernels: {} },
];

const epoch = '1700000000';
const tagOf = (name: string) => `localhost/studiolo-test/${name}`;
let work: string;
/** When each image is built: one after the other, while those that are done are tried. */
const builds = new Map<string, Promise<void>>();

beforeAll(() => {
  const wheel = process.env['STUDIOLO_WHEEL'];
  if (!wheel) throw new Error('STUDIOLO_WHEEL is not set; run npm test -- images');
  ensureBases(wheel);
  work = mkdtempSync(path.join(tmpdir(), 'studiolo-images-'));
  let before = Promise.resolve();
  const queue = (name: string, image: Bundled) => {
    // What went wrong with one is that one's test's to tell.
    const made = before.then(() => built(image, path.join(work, name)));
    before = made.catch(() => undefined);
    builds.set(name, made);
  };
  for (const image of images) queue(image.name, image);
  for (const image of images) if (image.name === 'kernel-gateway') queue('again', image);
}, 600_000);
afterAll(async () => {
  await Promise.allSettled(builds.values());
  rmSync(work, { recursive: true, force: true });
}, 600_000);

/** Builds an image as its README says, with a fixed time, into an OCI layout. */
function built({ name, base }: Bundled, layout: string): Promise<void> {
  const args = { BASE: bases[base], SOURCE_DATE_EPOCH: epoch };
  return buildLayout(folderOf(name), tagOf(name), args, ['--timestamp', epoch], layout);
}

const digestIn = (layout: string): unknown =>
  JSON.parse(readFileSync(path.join(work, layout, 'index.json'), 'utf8')).manifests[0].digest;

/** Every file below a folder with its owner, as seen from outside. */
const owners = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => {
    const { uid, gid } = statSync(path.join(folder, file), { throwIfNoEntry: false }) ?? { uid: 1000, gid: 100 };
    return `${uid}:${gid} ${file}`;
  });

it('every bundled image is tried', () => {
  expect(images.map(({ name }) => name).toSorted()).toEqual(readdirSync(path.dirname(folderOf('x'))).toSorted());
});

describe.each(images)('$name', (image) => {
  const { name, appType, kernels } = image;
  const layout = () => path.join(work, name);
  const base = { JupyterLab: '/jupyterlab/default', CodeEditor: '/codeeditor/default', KernelGateway: '' }[appType];
  const url = `http://127.0.0.1:8888${base}`;

  it('has a Dockerfile in which verify and hadolint find nothing', async () => {
    const dockerfile = path.join(folderOf(name), 'Dockerfile');
    const found = verify(await readDockerfile(dockerfile), [appType], configOf(name));
    // Which digests the publishers' registries have cannot be known here; `publish` asks them.
    expect(found.map(({ code }) => code)).toEqual(['base-by-version']);
    const hadolint = process.env['STUDIOLO_HADOLINT'];
    if (!hadolint) throw new Error('STUDIOLO_HADOLINT is not set; run npm test -- images');
    expect(run(hadolint, [dockerfile])).toBe('');
  });

  it('is built, and verify finds neither error nor warning in it', async () => {
    await builds.get(name);
    const found = verify(await readOciLayout(layout(), defaultLimits), [appType], configOf(name));
    expect(found.filter(({ severity }) => severity !== 'note').map(({ code, reason }) => `${code}: ${reason}`)).toEqual(
      [],
    );
  }, 900_000);

  if (name === 'studiolo-distribution-gpu') {
    it('is the cpu image byte for byte where both have the same base, so that what is tried with that holds for it', () => {
      expect(digestIn(name)).toBe(digestIn('studiolo-distribution-cpu'));
    });
    return;
  }

  if (appType === 'KernelGateway') {
    it("starts its kernel as the user, and its files are the user's", async () => {
      const app = new AppContainer(tagOf(name), appType);
      try {
        const [kernel] = configOf(name).KernelGatewayImageConfig?.KernelSpecs ?? [];
        const script = [
          'from jupyter_client.manager import start_new_kernel',
          `km, kc = start_new_kernel(kernel_name=${JSON.stringify(kernel?.Name)})`,
          `reply = kc.execute_interactive(${JSON.stringify(python('kernel.txt'))}, timeout=60)`,
          "print(reply['content']['status'])",
          'km.shutdown_kernel()',
        ].join('\n');
        expect(app.execute(['python', '-c', script])).toMatchObject({
          status: 0,
          output: expect.stringContaining('ok'),
        });
        expect(readFileSync(path.join(app.home, 'kernel.txt'), 'utf8')).toBe('1000');
        expect(owners(app.home).filter((line) => !line.startsWith('1000:100 '))).toEqual([]);
      } finally {
        await app.stop();
      }
    }, 120_000);
    return;
  }

  it('serves its base URL on port 8888 to whoever Studio lets in, as 1000:100, and leaves no file of another owner', async () => {
    const app = new AppContainer(tagOf(name), appType);
    try {
      const member = configOf(name)[appType === 'JupyterLab' ? 'JupyterLabAppImageConfig' : 'CodeEditorAppImageConfig'];
      app.start(member?.ContainerConfig?.ContainerEntrypoint ?? []);
      if (appType === 'CodeEditor') {
        await app.healthy(url);
        expect(app.get(url).body).toBe('1000:100');
        return;
      }
      await app.healthy(`${url}/api`);
      expect(app.get('http://127.0.0.1:8888/api').status).toBe(404);
      expect(JSON.parse(app.get(`${url}/api/idle`).body)).toHaveProperty('lastActiveTimestamp');
      expect(app.execute(['sh', '-c', 'echo x > /opt/ml/metadata/resource-metadata.json']).status).not.toBe(0);
      // The door answers, and it has found a Node.js for its agent.
      await app.healthy(`${url}/studiolo/api/snapshot`);
      await inBrowser(app, async (page) => {
        for (const [label, code] of Object.entries(kernels)) {
          const file = `${label.replaceAll(' ', '')}.txt`;
          await runCell(page, `${url}/lab?reset`, label, code(file));
          await expectFile(path.join(app.home, file));
          expect(readFileSync(path.join(app.home, file), 'utf8').trim()).toMatch(/^(1000|sagemaker-user)$/);
        }
      });
      expect(owners(app.home).filter((line) => !line.startsWith('1000:100 '))).toEqual([]);
    } catch (error) {
      throw new Error(`the app said:\n${app.output.slice(-4_000)}`, { cause: error });
    } finally {
      await app.stop();
    }
  }, 480_000);
});

it('two builds with the same SOURCE_DATE_EPOCH give the same image', async () => {
  await builds.get('again');
  expect(digestIn('again')).toBe(digestIn('kernel-gateway'));
}, 900_000);

async function expectFile(file: string): Promise<void> {
  for (let attempt = 0; attempt < 480 && !existsSync(file); attempt += 1)
    await new Promise((resolve) => setTimeout(resolve, 250));
  if (!existsSync(file)) throw new Error(`no kernel wrote ${file}`);
}

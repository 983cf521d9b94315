import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Program } from '../emulator/program';
import { makeWheels } from './extension-wheels';
import { Lab } from './lab';
import { Moto } from './moto';
import { newHome, type LifecycleRoot } from './root';
import { script, textOf } from './script';
import { space } from './studio-environment';
import { throwawayRoots } from './throwaway-roots';

// pip takes a second for each thing that it does.
jest.setTimeout(300_000);

const booted = throwawayRoots();
const moto = new Moto();
const program = new Program();
/** Wheels, outside of all apps. */
const shop = mkdtempSync(path.join(tmpdir(), 'studiolo-shop-'));
let hash: string;
let index: Server;

beforeAll(async () => {
  hash = makeWheels(
    shop,
    { name: 'acme-lib', version: '1.0' },
    { name: 'acme-lib', version: '2.0' },
    // Wants what the image has, and there is something newer in the shop.
    { name: 'jupyterlab', version: '99.0' },
    { name: 'traitlets', version: '99.0' },
    { name: 'acme-clock', version: '2026.01', requires: ['acme-lib<2'] },
    { name: 'acme-next', version: '1.0', requires: ['jupyterlab>=99'] },
    { name: 'acme-old', version: '1.0', requires: ['jupyterlab<4'] },
    { name: 'acme-other', version: '1.0', requires: ['acme-lib>=2'] },
    { name: 'acme-lacking', version: '1.0', requires: ['acme-nowhere'] },
    { name: 'acme-panel', version: '1.2.0', requires: ['jupyterlab>=4,<100', 'traitlets', 'acme-lib<2'] },
  );
  await moto.start();
  moto.aws('s3', 'mb', 's3://tools');
  moto.aws('s3', 'cp', '--recursive', shop, 's3://tools/wheels');
  index = createServer((request, answer) => {
    const [, , name = ''] = (request.url ?? '').split('/');
    const files = readdirSync(shop).filter((file) => file.replaceAll('_', '-').startsWith(`${name}-`));
    if (request.url?.endsWith('.whl')) answer.end(readFileSync(path.join(shop, path.basename(request.url))));
    else
      answer
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end(files.map((file) => `<a href="/${file}">${file}</a>`).join(''));
  }).listen(0, '127.0.0.1');
  await once(index, 'listening');
}, 600_000);
afterAll(async () => {
  index.close();
  await moto.stop();
  await program.close();
  rmSync(shop, { recursive: true });
});

const start = (root: LifecycleRoot, parameters: Record<string, string>) =>
  root.run(script('install-jupyterlab-extensions', parameters));
const fromS3 = { SOURCE: 's3://tools/wheels' };
/** An app whose AWS is moto, with the shop as a mounted folder's stand-in when it has no network. */
const app = (home?: string) => booted({ environment: moto.environment, ...(home === undefined ? {} : { home }) });

/** What is installed in JupyterLab's Python, each as name==version. */
async function installed(root: LifecycleRoot): Promise<string[]> {
  const { output } = await root.execute([
    'bash',
    '-c',
    '/opt/conda/bin/python -m pip list --format=freeze 2>/dev/null',
  ]);
  return output.trim().split('\n');
}
const labextensions = async (root: LifecycleRoot) =>
  (await root.execute(['/opt/conda/bin/jupyter', 'labextension', 'list'])).output;

it('installs what is named, with what it needs, from S3, into a running JupyterLab', async () => {
  const root = await app();
  const before = await installed(root);
  const lab = await Lab.start(root);
  const { status, output } = await start(root, {
    ...fromS3,
    PACKAGES: `acme-panel==1.2.0#sha256=${hash} Acme_Clock==2026.1`,
  });
  expect({ status, output }).toEqual({ status: 0, output: expect.stringMatching(/acme-panel==1\.2\.0: installed\n/) });
  expect(output).toContain('Acme_Clock==2026.1: installed');
  expect(output).toContain('restarted the Jupyter server');
  expect((await installed(root)).filter((each) => !before.includes(each))).toEqual([
    'acme-clock==2026.1',
    'acme-lib==1.0',
    'acme-panel==1.2.0',
  ]);
  expect(await labextensions(root)).toMatch(/acme-panel v1\.2\.0.*enabled.*OK/);
  await lab.answers('/lab/extensions/acme-panel/static/remoteEntry.js');
});

it('never changes what is installed, and each that would costs itself only', async () => {
  const root = await app();
  const before = await installed(root);
  const asked = 'acme-next==1.0 acme-old==1.0 acme-lacking==1.0 acme-missing==3.1 acme-panel==1.2.0 acme-other==1.0';
  const { status, output } = await start(root, { ...fromS3, PACKAGES: `${asked} jupyterlab==99.0` });
  expect(status).toBe(0);
  expect(output).toMatch(
    /acme-next==1\.0: not installed: acme-next 1\.0 depends on jupyterlab>=99, and jupyterlab==4\.4\.10 is installed\n/,
  );
  expect(output).toMatch(/acme-old==1\.0: not installed: .*jupyterlab<4/);
  expect(output).toMatch(/acme-lacking==1\.0: not installed: .*acme-nowhere/);
  expect(output).toMatch(/acme-missing==3\.1: not installed: .*acme-missing==3\.1/);
  expect(output).toMatch(
    /acme-other==1\.0: not installed: .* depends on acme-lib>=2, and acme-lib==1\.0 is installed\n/,
  );
  expect(output).toMatch(/jupyterlab==99\.0: not installed, since the image has 4\.4\.10/);
  expect(output).toContain('acme-panel==1.2.0: installed');
  expect(output).toContain('6 of 7 extensions are not as they were asked for');
  const after = await installed(root);
  expect(before.filter((each) => !after.includes(each))).toEqual([]);
  expect(after.filter((each) => !before.includes(each))).toEqual(['acme-lib==1.0', 'acme-panel==1.2.0']);
  expect((await root.execute(['/opt/conda/bin/python', '-m', 'pip', 'check'])).status).toBe(0);
  expect((await start(root, { ...fromS3, PACKAGES: 'acme-old==1.0', ENFORCE: 'yes' })).status).toBe(1);
});

it('takes them from the home volume at the next start, and asks nobody', async () => {
  const root = await app();
  const asked = { ...fromS3, PACKAGES: `acme-panel==1.2.0#sha256=${hash} acme-clock==2026.01` };
  await start(root, asked);
  expect((await start(root, asked)).output).toMatch(/acme-panel==1\.2\.0 is there\n.*acme-clock==2026\.01 is there\n/);
  const next = await booted({ network: 'none', home: root.home });
  const { status, output } = await start(next, asked);
  expect({ status, output }).toEqual({
    status: 0,
    output: expect.stringMatching(/: installed from \/home\/sagemaker-user/),
  });
  expect(await installed(next)).toEqual(
    expect.arrayContaining(['acme-panel==1.2.0', 'acme-lib==1.0', 'acme-clock==2026.1']),
  );
});

it('asks anew where what is on the home volume was changed, or is for another image', async () => {
  const root = await app();
  const asked = { ...fromS3, PACKAGES: `acme-panel==1.2.0#sha256=${hash}` };
  await start(root, asked);
  const kept = path.join(root.home, '.cache/studiolo/extensions');
  const [image = ''] = readdirSync(kept);
  const folder = path.join(kept, image);
  // Another wheel, with a list that fits it.
  const other = makeWheels(folder, { name: 'acme-panel', version: '1.2.0', text: 'changed' });
  writeFileSync(path.join(folder, 'acme-panel==1.2.0.txt'), `${other} acme_panel-1.2.0-py3-none-any.whl\n`);
  const next = await app(root.home);
  expect((await start(next, asked)).output).toContain('acme-panel==1.2.0: installed\n');
  const text = ['/opt/conda/bin/python', '-c', 'import acme_panel; print(acme_panel.text)'];
  expect((await next.execute(text)).output).toBe('\n');

  const newer = await app(root.home);
  await newer.execute([
    '/opt/conda/bin/python',
    '-m',
    'pip',
    'uninstall',
    '-y',
    '-q',
    'jupyter-activity-monitor-extension',
  ]);
  expect((await start(newer, asked)).output).toContain('acme-panel==1.2.0: installed\n');
  expect(readdirSync(kept)).toHaveLength(1);
  expect(readdirSync(kept)).not.toEqual([image]);
});

it('takes no wheel but the one whose hash is given', async () => {
  const root = await app();
  const { status, output } = await start(root, { ...fromS3, PACKAGES: `acme-panel==1.2.0#sha256=${'0'.repeat(64)}` });
  expect({ status, output }).toEqual({
    status: 0,
    output: expect.stringContaining('is not the one whose SHA-256 is 000'),
  });
  expect((await installed(root)).join()).not.toContain('acme');
});

it('takes them from a mounted folder, and from a package index that pip is configured for', async () => {
  const root = await booted({ network: 'none' });
  mkdirSync(root.at('/mnt/wheels'));
  for (const file of readdirSync(shop))
    writeFileSync(root.at(`/mnt/wheels/${file}`), readFileSync(path.join(shop, file)));
  expect((await start(root, { SOURCE: '/mnt/wheels', PACKAGES: 'acme-panel==1.2.0' })).output).toContain(
    ': installed\n',
  );
  const { port } = index.address() as AddressInfo;
  const environment = { PIP_INDEX_URL: `http://127.0.0.1:${port}/simple` };
  const other = await booted({ environment });
  expect((await start(other, { PACKAGES: 'acme-panel==1.2.0' })).output).toContain(': installed\n');
});

it('is for the user profiles that are named, in their private spaces', async () => {
  const seed = program.at('seed.yaml');
  writeFileSync(
    seed,
    `domains:
  ${space.domain}:
    DomainName: lab
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-0a1b2c3d]
    DefaultUserSettings: { ExecutionRole: arn:aws:iam::123456789012:role/Studio }
    userProfiles: { ana: {} }
    spaces: { ${space.name}: { owner: ana, sharing: Private, SpaceSettings: { AppType: JupyterLab } } }
`,
  );
  const emulator = await program.start('--seed', seed);
  const environment = { ...moto.environment, AWS_ENDPOINT_URL_SAGEMAKER: emulator.url };
  const root = await booted({ environment });
  const asked = { ...fromS3, PACKAGES: 'acme-panel==1.2.0' };
  expect((await start(root, { ...asked, PROFILES: 'bob ana-b' })).output).toContain(
    'of ana, and PROFILES names bob ana-b',
  );
  expect((await installed(root)).join()).not.toContain('acme');
  expect((await start(root, { ...asked, PROFILES: 'bob Ana' })).output).toContain('acme-panel==1.2.0: installed');
});

it('is done once by three starts at once, and leaves a home folder that cannot be written', async () => {
  const root = await app();
  const asked = { ...fromS3, PACKAGES: 'acme-panel==1.2.0' };
  const ended = await Promise.all([1, 2, 3].map(() => start(root, asked)));
  expect(ended.map(({ status, output }) => [status, output.includes('failed')])).toEqual(ended.map(() => [0, false]));
  expect(ended.filter(({ output }) => output.includes(': installed\n'))).toHaveLength(1);
  const home = newHome(path.join(shop, 'home'));
  const other = await booted({ environment: moto.environment, homeMode: 'read-only', home });
  const { output } = await start(other, asked);
  expect(output).toContain('cannot be written: the next start asks the source again');
  expect(output).toContain('acme-panel==1.2.0: installed');
});

it('does nothing in Code Editor, and says that S3 cannot be reached', async () => {
  const asked = { ...fromS3, PACKAGES: 'acme-panel==1.2.0' };
  const editor = await booted({ network: 'none', appType: 'CodeEditor' });
  expect(await start(editor, asked)).toMatchObject({ status: 0, output: expect.stringContaining('has no JupyterLab') });
  const root = await booted({ network: 'none', environment: { AWS_MAX_ATTEMPTS: '1' } });
  expect((await start(root, asked)).output).toContain('s3://tools/wheels could not be fetched');
});

it.each([
  {},
  { PACKAGES: 'acme-panel' },
  { PACKAGES: 'acme-panel>=1' },
  { PACKAGES: '--index-url=https://evil.example.com' },
  { PACKAGES: 'acme-panel==1.0;touch' },
  { PACKAGES: 'acme-panel==$(touch /tmp/injected)' },
  { PACKAGES: 'https://evil.example.com/x.whl' },
  { PACKAGES: 'acme-panel==1.0#sha256=abc' },
  { PACKAGES: 'acme-panel==1.0', SOURCE: 'http://pypi.example.com' },
  { PACKAGES: 'acme-panel==1.0', SOURCE: 'https://ana:secret@pypi.example.com/simple' },
  { PACKAGES: 'acme-panel==1.0', SOURCE: "/mnt'; touch /tmp/injected; '" },
  { PACKAGES: 'acme-panel==1.0', PROFILES: '$(touch /tmp/injected)' },
])('installs nothing with %j', async (parameters: Record<string, string>) => {
  const root = await booted({ network: 'none' });
  const name = 'install-jupyterlab-extensions';
  const text = Object.keys(parameters).length === 0 ? textOf(name) : script(name, parameters);
  const { status, output } = await root.run(text);
  expect(status).toBe(0);
  expect(output).toMatch(/(PACKAGES is empty|is not name==version|and must be)/);
  expect(existsSync(root.at('/tmp/injected'))).toBe(false);
});

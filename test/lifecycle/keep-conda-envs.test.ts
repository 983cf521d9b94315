import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { newKernelName, newKernelTitle } from '../../src/studio/environments';
import { LifecycleRoot } from './root';
import { script } from './script';

// `ipykernel install` and a starting kernel take seconds each.
jest.setTimeout(300_000);

const text = script('keep-conda-envs');
const roots: LifecycleRoot[] = [];
let root: LifecycleRoot;

beforeAll(async () => (root = await new LifecycleRoot({ network: 'none' }).boot()), 600_000);
afterEach(async () => {
  for (const each of roots.splice(0)) await each.remove();
});
afterAll(() => root.remove());

async function booted(options: ConstructorParameters<typeof LifecycleRoot>[0] = {}): Promise<LifecycleRoot> {
  const each = await new LifecycleRoot({ network: 'none', ...options }).boot();
  roots.push(each);
  return each;
}

/** Runs a line of bash in the app; throws with what it says where it fails. */
async function shell(app: LifecycleRoot, line: string): Promise<string> {
  const { status, output } = await app.execute(['bash', '-c', line]);
  if (status !== 0) throw new Error(`${line}: ${output}`);
  return output;
}

/** An environment with a Python of its own that finds the packages of /opt/conda, ipykernel's among them. */
const environment = (app: LifecycleRoot, prefix: string, records = 'python-3.11.2-0 ipykernel-7.4.0-0') =>
  shell(
    app,
    `python3 -m venv --without-pip "${prefix}" && mkdir "${prefix}/conda-meta" && cd "${prefix}/conda-meta" &&
     for each in ${records}; do echo '{}' >$each.json; done &&
     echo /opt/conda/lib/python3.11/site-packages >"${prefix}"/lib/python3.11/site-packages/base.pth`,
  );

interface Spec {
  resource_dir: string;
  spec: { argv: string[]; display_name: string };
}
async function kernels(app: LifecycleRoot): Promise<Record<string, Spec>> {
  return JSON.parse(await shell(app, 'jupyter kernelspec list --json 2>/dev/null')).kernelspecs;
}

describe('an app with environments', () => {
  const names = ['Été 3!', 'plain', 'Plain', '+++', 'python3'];
  beforeAll(async () => {
    for (const name of names) await environment(root, `$HOME/.conda/envs/${name}`);
    await environment(root, '$HOME/.conda/envs/no-kernel', 'python-3.11.2-0');
    await environment(root, '$HOME/project/env');
    await shell(
      root,
      'mkdir -p ~/.conda/envs/half-made/conda-meta; echo "$HOME/project/env" >~/.conda/environments.txt',
    );
  });

  it('gives each a kernel under the name and title that the panel gives', async () => {
    const before = Object.entries(await kernels(root));
    const taken = before.map(([name]) => name);
    const titles = before.map(([, { spec }]) => spec.display_name);
    const expected: Record<string, string[]> = {};
    for (const name of ['+++', 'Plain', 'plain', 'python3', 'Été 3!', 'env']) {
      const prefix = name === 'env' ? 'project/env' : `.conda/envs/${name}`;
      const [kernel, title] = [newKernelName(name, taken), newKernelTitle(name, titles)];
      taken.push(kernel);
      titles.push(title);
      expected[kernel] = [`/home/sagemaker-user/${prefix}/bin/python`, title];
    }
    const { status, output } = await root.run(text);
    expect({ status, output }).toEqual({ status: 0, output: expect.not.stringContaining('could not') });
    const now = Object.entries(await kernels(root)).filter(([name]) => !before.some(([old]) => old === name));
    expect(Object.fromEntries(now.map(([name, { spec }]) => [name, [spec.argv[0], spec.display_name]]))).toEqual(
      expected,
    );
  });

  it('makes kernels that run in their environment', async () => {
    const line = 'echo "import sys; print(sys.prefix)" >/tmp/x.py && jupyter run --kernel plain /tmp/x.py 2>&1';
    expect(await shell(root, line)).toContain('/home/sagemaker-user/.conda/envs/');
  });

  it('changes nothing when it runs again, in this app or the next', async () => {
    const state = 'cd ~ && find .local/share/jupyter .condarc -type f -printf "%p %T@ %s\\n" | sort';
    const before = await shell(root, state);
    await root.run(text);
    const next = await booted({ home: root.home });
    await next.run(text);
    expect(await shell(next, state)).toBe(before);
  });

  it('removes the kernel of an environment that is gone from the home volume, and no other', async () => {
    await shell(root, 'rm -r ~/.conda/envs/Plain ~/project/env; touch ~/.local/share/jupyter/kernels/env/mine.txt');
    const { output } = await root.run(text);
    const there = await kernels(root);
    expect(output).toContain('.conda/envs/Plain is gone');
    expect(Object.values(there).map(({ spec }) => spec.display_name)).not.toContain('Python (Plain)');
    expect(Object.keys(there)).toContain('env');
    expect(output).toContain('/home/sagemaker-user/project/env/bin/python is gone');
  });
});

it('registers again what was registered in /opt/conda, once, when several apps start at once', async () => {
  const first = await booted();
  await environment(first, '$HOME/.conda/envs/one');
  await shell(first, '~/.conda/envs/one/bin/python -m ipykernel install --prefix /opt/conda --name one');
  expect((await first.run(text)).output).not.toContain('registered');
  const next = await booted({ home: first.home });
  const ended = await Promise.all([next.run(text), next.run(text), next.run(text)]);
  expect(ended.filter(({ output }) => output.includes('registered'))).toHaveLength(1);
  expect(Object.keys(await kernels(next)).toSorted()).toEqual(['one', 'python3']);
});

describe('.condarc', () => {
  const condarc = (app: LifecycleRoot) => readFileSync(`${app.home}/.condarc`, 'utf8');
  const written = async (before: string | undefined, parameters: Record<string, string> = {}) => {
    const app = await booted();
    if (before !== undefined) writeFileSync(`${app.home}/.condarc`, before);
    await app.run(script('keep-conda-envs', parameters));
    return condarc(app);
  };
  const added = 'envs_dirs:\n  - ~/.conda/envs\n';

  it.each([
    ['no file', undefined, {}, added],
    ['no such key', 'channels: [conda-forge] # ours', {}, `channels: [conda-forge] # ours\n${added}`],
    ['a key in a comment', '# envs_dirs: x\n', {}, `# envs_dirs: x\n${added}`],
    ["the user's own key", 'envs_dirs : [/mnt/envs] # big\n', {}, 'envs_dirs : [/mnt/envs] # big\n'],
    ['its other name', '"envs_path": [/mnt/envs]\n', {}, '"envs_path": [/mnt/envs]\n'],
    ['braces', '{channels: [conda-forge]}\n', {}, '{channels: [conda-forge]}\n'],
    ['packages, too', undefined, { KEEP_PACKAGES: 'yes' }, `${added}pkgs_dirs:\n  - ~/.conda/pkgs\n`],
  ])('with %s', async (_, before, parameters, after) => {
    expect(await written(before, parameters)).toBe(after);
  });

  it('stays what it is where the home folder is full or cannot be written, and the app starts', async () => {
    for (const options of [{ homeMode: 'read-only' }, { full: ['/home/sagemaker-user'] }] as const) {
      const app = await booted(options);
      if ('full' in options) await app.execute(['bash', '-c', 'mkdir -p ~/.conda/envs; cat /dev/zero >~/zeros']);
      const { status, output } = await app.run(text);
      expect(status).toBe(0);
      expect(output).toContain('could not be');
      const enforced = await app.run(script('keep-conda-envs', { ENFORCE: 'yes' }));
      expect(enforced.status).toBe(1);
    }
  });
});

it('goes on past kernels and environments that are broken', async () => {
  const app = await booted();
  await environment(app, '$HOME/.conda/envs/good');
  const bad = `${app.home}/.local/share/jupyter/kernels/bad`;
  mkdirSync(bad, { recursive: true });
  writeFileSync(`${bad}/kernel.json`, '{"argv": []');
  await environment(app, '$HOME/.conda/envs/broken');
  await shell(
    app,
    'printf "#!/bin/sh\\necho no such module >&2; exit 3\\n" >/tmp/p; rm ~/.conda/envs/broken/bin/python',
  );
  await shell(app, 'install -m 755 /tmp/p ~/.conda/envs/broken/bin/python; sudo chown -R sagemaker-user ~/.local');
  const { status, output } = await app.run(script('keep-conda-envs', { ENFORCE: 'yes' }));
  expect(status).toBe(0);
  expect(output).toContain('kernels/bad/kernel.json cannot be used');
  expect(output).toContain('envs/broken could not be registered as a kernel: no such module');
  expect(Object.keys(await kernels(app))).toContain('good');
});

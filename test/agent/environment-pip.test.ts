import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { ExportedEnvironment } from '../../src/protocol/environment-action';
import { makeConda, useChannel } from '../conda/conda';
import { labEnvironment } from './jupyter';
import { newHome, TestPlace } from './place';
import { stubLab, type StubLab } from './stub-lab';

// Real pip builds and installs, and other suites run beside this one.
jest.setTimeout(120_000);

const folder = newHome();
const home = newHome();
let lab: StubLab;
let place: TestPlace;
const index = path.join(folder, 'index');
const variables = { HOME: home, PIP_NO_INDEX: '1', PIP_FIND_LINKS: index, PIP_DISABLE_PIP_VERSION_CHECK: '1' };

beforeAll(async () => {
  const conda = makeConda(folder, labEnvironment);
  useChannel(home, conda.channel);
  lab = await stubLab({ 'api/kernelspecs': { kernelspecs: {} }, 'api/kernels': [], 'api/sessions': [] });
  const PATH = `${conda.bin}:${process.env['PATH']}`;
  place = new TestPlace({ server: lab, prefix: labEnvironment, home, variables: { ...variables, PATH } });
});
afterAll(() => {
  lab.close();
  place.end();
  for (const made of [home, folder]) rmSync(made, { recursive: true, force: true });
});

const prefixOf = (name: string) => path.join(home, '.conda', 'envs', name);
const pip = (name: string, ...args: string[]) =>
  execFileSync(path.join(prefixOf(name), 'bin', 'python'), ['-m', 'pip', ...args], {
    env: { ...process.env, ...variables },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
function sitePackages(name: string): string {
  const [python = ''] = readdirSync(path.join(prefixOf(name), 'lib'));
  return path.join(prefixOf(name), 'lib', python, 'site-packages');
}
/** What pip itself says that it has installed there. */
const frozen = (name: string) =>
  pip(name, 'freeze', '--path', sitePackages(name))
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .sort();

const File = z.object({ dependencies: z.array(z.union([z.string(), z.object({ pip: z.array(z.string()) })])) });
async function exported(name: string, form = 'versions') {
  const query = new URLSearchParams({ prefix: prefixOf(name), form });
  const answer = await place.app.request(`/api/environments/export?${query}`);
  const { text } = ExportedEnvironment.parse(await answer.json());
  const { dependencies } = File.parse(parse(text));
  return {
    text,
    conda: dependencies.filter((one) => typeof one === 'string'),
    pip: dependencies.flatMap((one) => (typeof one === 'string' ? [] : one.pip)).sort(),
  };
}
async function made(asked: object): Promise<string> {
  const job = await place.ended(await place.post('/api/environments/create', asked));
  if (job.outcome.kind !== 'done') throw new Error(JSON.stringify(job.outcome));
  return job.outcome.message;
}

/** A project that is its own build backend, so that pip needs nothing else to build it. */
function project(at: string, name: string, version: string): string {
  mkdirSync(at, { recursive: true });
  writeFileSync(path.join(at, `${name}.py`), `version = '${version}'\n`);
  writeFileSync(
    path.join(at, 'pyproject.toml'),
    `[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n`,
  );
  writeFileSync(
    path.join(at, 'backend.py'),
    `import os, zipfile
def wheel(folder, files):
    info = '${name}-${version}.dist-info/'
    files.update({info + 'METADATA': 'Metadata-Version: 2.1\\nName: ${name}\\nVersion: ${version}\\n', info + 'RECORD': '',
                  info + 'WHEEL': 'Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n'})
    file = '${name}-${version}-py3-none-any.whl'
    with zipfile.ZipFile(os.path.join(folder, file), 'w') as archive:
        for path, text in files.items(): archive.writestr(path, text)
    return file
def build_wheel(folder, settings=None, metadata=None): return wheel(folder, {'${name}.py': open('${name}.py').read()})
def build_editable(folder, settings=None, metadata=None): return wheel(folder, {'${name}.pth': os.getcwd()})
`,
  );
  return at;
}

function inIndex(name: string, version: string): void {
  const at = project(path.join(folder, `source-${name}`), name, version);
  mkdirSync(index, { recursive: true });
  execFileSync(
    path.join(labEnvironment, 'bin', 'python'),
    ['-c', 'import backend, sys; backend.build_wheel(sys.argv[1])', index],
    { cwd: at },
  );
}

test('what pip installed is exported as pip freeze writes it, and cloned from where it was', async () => {
  inIndex('listed', '1.0');
  inIndex('stranger', '9.0');
  inIndex('archived', '3.0');
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: repository, stdio: 'ignore' });
  const repository = project(path.join(folder, 'repository'), 'fromgit', '0.2');
  for (const args of [
    ['init', '-q'],
    ['add', '.'],
    ['commit', '-qm', 'first'],
  ])
    git(...args);
  const local = project(path.join(folder, 'local'), 'stranger', '0.1');
  const edited = project(path.join(folder, 'edited'), 'edited', '0.3');
  await made({ from: 'packages', name: 'first', packages: ['python', 'ipykernel', 'alpha'] });
  pip('first', 'install', '-q', 'listed');
  pip('first', 'install', '-q', `git+file://${repository}`);
  pip('first', 'install', '-q', local);
  pip('first', 'install', '-q', path.join(index, 'archived-3.0-py3-none-any.whl'));
  pip('first', 'install', '-q', '-e', edited);

  const { conda, pip: requirements } = await exported('first');
  // pip refuses its own `name @ git+file://…`, as that has no host.
  const inOtherWords = (line: string) => line.replace(/^(\S+) @ (git\+file:\S+)$/, '$2#egg=$1');
  expect(requirements).toEqual(frozen('first').map(inOtherWords).sort());
  expect(requirements).toHaveLength(5);
  expect(requirements).toContain(`stranger @ file://${local}`);
  expect(requirements).toContain(`-e ${edited}`);
  expect(conda).toContain('alpha=2.0');

  expect(await made({ from: 'clone', name: 'second', prefix: prefixOf('first') })).toMatch(/^second is ready/);
  expect(frozen('second')).toEqual(frozen('first'));
});

test('one that cannot be had is named, and does not keep the others away', async () => {
  rmSync(path.join(folder, 'local'), { recursive: true });
  const message = await made({ from: 'clone', name: 'third', prefix: prefixOf('first') });
  expect(message).toContain(`could not be installed: stranger @ file://${folder}/local`);
  expect(frozen('third')).toEqual(frozen('first').filter((line) => !line.startsWith('stranger')));
});

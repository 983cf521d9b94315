import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { Environment } from '../../src/protocol/environment';
import { section } from '../../src/protocol/notice';
import { Failure } from '../../src/protocol/failure';
import { AgentProcesses, until } from './agent-process';
import { condaPrefix, failureOf, newHome, TestPlace, type PlaceOptions } from './place';
import { stubLab, type Answers, type StubLab } from './stub-lab';
import { inWords } from '../protocol/in-words';

jest.setTimeout(60_000);

const python = 'python-3.12.1-h1_0.json';
const made: string[] = [];
let home: string;
let lab: StubLab;
let place: TestPlace;
const children: ChildProcess[] = [];

const spec = (name: string, argv: unknown[], more = {}) => ({
  [name]: { name, spec: { argv, display_name: `Kernel ${name}`, language: 'python', ...more } },
});
const quiet = (...specs: object[]): Answers => ({
  'api/kernelspecs': { kernelspecs: Object.assign({}, ...specs) },
  'api/kernels': [],
  'api/sessions': [],
});

async function open(answers: Answers = quiet(), options: PlaceOptions = {}): Promise<void> {
  lab = await stubLab(answers);
  place = new TestPlace({ home, server: lab, ...options });
}
async function reopen(answers: Answers): Promise<void> {
  lab.close();
  place.end();
  await open(answers);
}

beforeEach(async () => {
  home = newHome();
  made.push(home);
  await open();
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  lab.close();
  place.end();
});
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

const envs = () => path.join(home, '.conda', 'envs');
const env = (name: string) => condaPrefix(path.join(envs(), name), [python]);
function listed(...prefixes: string[]): void {
  mkdirSync(path.join(home, '.conda'), { recursive: true });
  writeFileSync(path.join(home, '.conda', 'environments.txt'), prefixes.map((prefix) => `${prefix}\n`).join(''));
}
function write(folder: string, file: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, file), 'mine');
  return path.join(folder, file);
}
const remove = (prefix: string, more = {}) => place.post('/api/environments/remove', { prefix, ...more });
/** It is refused, with this reason, whatever is confirmed. */
async function stays(prefix: string, why: string | RegExp): Promise<void> {
  for (const more of [{}, { confirmed: 'in-use' }, { confirmed: 'in-use', typed: prefix }]) {
    const answer = await remove(prefix, more);
    expect(answer.status).toBe(409);
    expect((await failureOf(answer)).notice.message).toMatch(why);
  }
  expect(existsSync(path.join(prefix, 'conda-meta', python))).toBe(true);
}
async function goes(prefix: string, more = {}): Promise<void> {
  expect((await place.ended(await remove(prefix, more))).outcome).toMatchObject({ kind: 'done' });
  expect(existsSync(prefix)).toBe(false);
}

describe('what is removed is an environment’s folder and nothing else', () => {
  test('not the home folder that is an environment', async () => {
    condaPrefix(home, [python]);
    const thesis = write(path.join(home, 'project'), 'thesis.ipynb');
    listed(home);
    await stays(home, 'is your home folder');
    expect(existsSync(thesis)).toBe(true);
  });

  test('not a folder above home, nor one that holds what JupyterLab shows', async () => {
    const above = newHome();
    made.push(above);
    home = path.join(above, 'h');
    mkdirSync(home);
    condaPrefix(above, [python]);
    await reopen(quiet());
    listed(above);
    await stays(above, `holds your home folder (${home}).`);
  });

  test('not a project that is an environment: what is in it is named', async () => {
    const project = condaPrefix(path.join(home, 'project'), [python]);
    const thesis = write(project, 'thesis.ipynb');
    listed(project);
    await stays(project, /holds files that conda did not put there: thesis\.ipynb/);
    expect(existsSync(thesis)).toBe(true);
  });

  test('not one with an editable clone of pip’s, or a file by hand, but what its packages have put there', async () => {
    const prefix = env('work');
    mkdirSync(path.join(prefix, 'src', 'model'), { recursive: true });
    mkdirSync(path.join(prefix, 'mkspecs'));
    writeFileSync(path.join(prefix, 'notes.txt'), '');
    const record = { name: 'qt', version: '5', build: '0', files: ['mkspecs/common.conf', 'bin/qmake'] };
    writeFileSync(path.join(prefix, 'conda-meta', 'qt-5-0.json'), JSON.stringify(record));
    await stays(prefix, /holds files that conda did not put there: notes\.txt, src/);
    rmSync(path.join(prefix, 'src'), { recursive: true });
    rmSync(path.join(prefix, 'notes.txt'));
    await goes(prefix);
  });

  test('not one with a clone or another environment anywhere in it, whether conda lists that or not', async () => {
    for (const [name, inner, sign] of [
      ['clone', 'share/work/.git', 'HEAD'],
      ['worktree', 'lib/work', '.git'],
      ['nested', 'opt/other/conda-meta', 'history'],
    ] as const) {
      const prefix = env(name);
      const record = { name: 'x', version: '5', build: '0', files: ['opt/x.conf'] };
      writeFileSync(path.join(prefix, 'conda-meta', 'x-5-0.json'), JSON.stringify(record));
      const theirs = write(path.join(prefix, inner), sign);
      await stays(
        prefix,
        `holds files that conda did not put there: ${name === 'worktree' ? `${inner}/.git` : inner.replace(/\/conda-meta$/, '')}`,
      );
      expect(existsSync(theirs)).toBe(true);
    }
  });

  test('not one where somebody’s files are in a folder that a package has made, too', async () => {
    const prefix = env('project');
    const files = ['data/iris.csv', 'data/code/load.py', 'site/.git/HEAD'];
    const record = { name: 'demo', version: '1', build: '0', files };
    for (const file of files) write(path.dirname(path.join(prefix, file)), path.basename(file));
    write(path.join(prefix, 'data', 'code', '__pycache__'), 'load.cpython-312.pyc');
    writeFileSync(path.join(prefix, 'conda-meta', 'demo-1-0.json'), JSON.stringify(record));
    const thesis = write(path.join(prefix, 'data', 'mine'), 'thesis.csv');
    await stays(prefix, 'holds files that conda did not put there: data/mine.');
    expect(existsSync(thesis)).toBe(true);
    rmSync(path.dirname(thesis), { recursive: true });
    await goes(prefix);
  });

  test('not a root of micromamba, which holds other environments', async () => {
    const root = condaPrefix(path.join(home, 'micromamba'), [python]);
    const [a, b] = ['a', 'b'].map((name) => condaPrefix(path.join(root, 'envs', name), [python]));
    listed(root, a!, b!);
    await stays(root, /holds other environments: .*envs\/a, .*envs\/b/);
    listed(root);
    await stays(root, /is an installation of conda or micromamba: it holds envs/);
    rmSync(path.join(root, 'envs'), { recursive: true });
    mkdirSync(path.join(root, 'pkgs'));
    await stays(root, /it holds pkgs/);
  });

  test('not a folder in which other environments are, wherever', async () => {
    const outer = env('outer');
    const inner = condaPrefix(path.join(outer, 'share', 'inner'), [python]);
    listed(inner);
    await stays(outer, new RegExp(`holds other environments: ${inner}`));
  });

  test('not one that holds the program which would change it', async () => {
    const prefix = env('tools');
    write(path.join(prefix, 'bin'), 'mamba');
    chmodSync(path.join(prefix, 'bin', 'mamba'), 0o755);
    place.end();
    place = new TestPlace({ home, server: lab, variables: { PATH: `${prefix}/bin:${process.env['PATH']}` } });
    await stays(prefix, /holds the program that changes environments/);
  });

  test('neither a link nor what it leads to', async () => {
    const shared = condaPrefix(path.join(home, 'efs', 'team'), [python]);
    const weights = write(path.join(shared, 'share'), 'weights.bin');
    mkdirSync(envs(), { recursive: true });
    const link = path.join(envs(), 'team');
    symlinkSync(shared, link);
    await stays(link, new RegExp(`is a link to ${shared}`));
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(existsSync(weights)).toBe(true);
  });

  test('one in a folder of environments that is a link is that one, and goes', async () => {
    const elsewhere = path.join(home, 'volume', 'envs');
    const prefix = condaPrefix(path.join(elsewhere, 'x'), [python]);
    mkdirSync(path.dirname(envs()), { recursive: true });
    symlinkSync(elsewhere, envs());
    await goes(path.join(envs(), 'x'));
    expect(existsSync(prefix)).toBe(false);
    expect(existsSync(elsewhere)).toBe(true);
  });

  test('one that is in no folder of environments only by its full path', async () => {
    const prefix = condaPrefix(path.join(home, 'model'), [python]);
    listed(prefix);
    for (const typed of [undefined, '', 'model', `${prefix}/`]) {
      const refused = await remove(prefix, { typed });
      expect(refused.status).toBe(409);
      const { notice } = await failureOf(refused);
      expect(notice.message).toMatch(/is outside the folders where conda keeps environments/);
      expect(notice.remedy).toContain(prefix);
    }
    await goes(prefix, { typed: prefix });
  });

  test('what is no environment is not removed, by whatever path', async () => {
    const prefix = env('x');
    write(path.join(home, 'data'), 'a');
    for (const asked of ['/', home, path.join(home, 'data'), `${prefix}/..`, `${prefix}/lib/..`, `${prefix}\0`])
      expect([asked, (await remove(asked)).status]).toEqual([asked, 404]);
    expect(existsSync(prefix)).toBe(true);
  });
});

test('a mounted file system is neither removed nor entered', async () => {
  const agents = new AgentProcesses(home);
  try {
    for (const [name, mounted] of [
      ['top', ''],
      ['below', '/share/data'],
    ]) {
      const prefix = env(`${name}`);
      mkdirSync(`${prefix}${mounted}`, { recursive: true });
      const outside = mounted ? path.join(home, 'data set') : condaPrefix(path.join(home, 'mounted'), [python]);
      const kept = write(outside, 'kept.txt');
      const mount = `mount --bind '${outside}' '${prefix}${mounted}' && exec "$@"`;
      const within = ['unshare', '--map-root-user', '--mount', 'sh', '-c', mount, 'sh'];
      const agent = await agents.start({ home, prefix: '/usr', url: lab.url, within });
      const answer = await agent.ask('POST', 'environments/remove', { prefix, confirmed: 'in-use' });
      expect(answer.status).toBe(409);
      expect(answer.text).toContain(`"code":"has-mount","values":{"mount":"${prefix}${mounted}"}`);
      expect(existsSync(kept)).toBe(true);
    }
  } finally {
    agents.end();
  }
});

test('a deletion that is interrupted leaves what plainly is rubbish of ours, which the next agent takes away', async () => {
  const agents = new AgentProcesses(home);
  try {
    const prefix = env('large');
    for (let folder = 0; folder < 300; folder += 1)
      for (let file = 0; file < 20; file += 1) write(path.join(prefix, 'lib', `${folder}`), `${file}`);
    const first = await agents.start({ home, prefix: '/usr', url: lab.url });
    const asked = first.ask('POST', 'environments/remove', { prefix });
    await until(() => !existsSync(prefix));
    first.kill();
    await asked.catch(() => undefined);
    const rubbish = () => readdirSync(envs());
    expect(rubbish().filter((name) => !/^\.studiolo-removed-[-0-9a-f]{36}$/.test(name))).toEqual([]);
    const second = await agents.start({ home, prefix: '/usr', url: lab.url });
    await until(() => rubbish().length === 0);
    expect((await second.ask('GET', 'environments')).text).not.toContain('large');
  } finally {
    agents.end();
  }
});

describe('what uses an environment, or might, keeps it', () => {
  const prefixes = () => [env('two'), env('other')];
  const kernel = (name: string, id = 'k1') => ({ id, name, execution_state: 'idle' });
  const launch = (prefix: string) => [`${prefix}/bin/python`, '-m', 'ipykernel_launcher', '-f', '{connection_file}'];
  async function refused(prefix: string, why: string | RegExp): Promise<void> {
    const answer = await remove(prefix);
    expect(answer.status).toBe(409);
    const { notice } = await failureOf(answer);
    expect(notice.message).toMatch(why);
    expect(existsSync(prefix)).toBe(true);
  }

  test('every one of its kernels counts, not the first', async () => {
    const [two = ''] = prefixes();
    const specs = [spec('aa', launch(two)), spec('zz', launch(two))];
    await reopen({
      ...quiet(...specs),
      'api/kernels': [kernel('zz')],
      'api/sessions': [{ path: 'a.ipynb', kernel: { id: 'k1' } }],
    });
    await refused(two, 'two is in use: a.ipynb.');
    await reopen({ ...quiet(...specs), 'api/kernels': [kernel('zz')], 'api/sessions': 500 });
    await refused(two, 'two is in use: a kernel without a notebook.');
  });

  test.each([
    ['403', 403],
    ['404', undefined],
    ['500', 500],
    ['no JSON that is understood', { kernels: 1 }],
  ])('kernels that the server does not tell of (%s) are not none', async (_, answer) => {
    const [two = '', other = ''] = prefixes();
    for (const unknown of ['api/kernels', 'api/kernelspecs']) {
      await reopen({ ...quiet(spec('aa', launch(two))), [unknown]: answer });
      for (const prefix of [two, other]) await refused(prefix, /^Whether \w+ is in use is not known: /);
    }
    await goes(two, { confirmed: 'in-use' });
  });

  test('a server that is not there, or never answers, is not one without kernels', async () => {
    const [two = ''] = prefixes();
    lab.close();
    await refused(two, /is not known: .*, The Jupyter server did not answer: nothing listens there/);
    await reopen({ ...quiet(), 'api/kernels': 'never' });
    await refused(two, /is not known: .*did not answer within/);
  });

  test('an odd kernel spec costs itself; a running kernel of it is one that may be anywhere', async () => {
    const [two = '', other = ''] = prefixes();
    const specs = [spec('odd', ['python', 3]), spec('aa', launch(two))];
    await reopen({ ...quiet(...specs), 'api/kernels': [kernel('aa')] });
    await refused(two, 'two is in use');
    await reopen({ ...quiet(...specs), 'api/kernels': [kernel('odd')] });
    await refused(other, /where the kernel odd of a kernel without a notebook runs is not known/);
    await reopen(quiet(...specs));
    await goes(other);
  });

  test('R, Julia, a wrapped kernel and one that names it in a script are its kernels', async () => {
    const argvs = (prefix: string) => [
      [`${prefix}/lib/R/bin/R`, '--slave', '-e', 'IRkernel::main()', '--args', '{connection_file}'],
      [`${prefix}/bin/julia`, '-i', '/home/u/.julia/kernel.jl', '{connection_file}'],
      ['/opt/conda/bin/conda', 'run', '-p', prefix, 'python', '-m', 'ipykernel_launcher'],
      ['/opt/conda/bin/conda', 'run', '--name', 'two', 'python', '-m', 'ipykernel_launcher'],
      ['python', '-m', 'nb_conda_kernels.runner', '/opt/conda', prefix, 'python'],
      ['bash', '-c', `source '${prefix}/bin/activate' && exec python -m ipykernel_launcher`],
    ];
    const [two = '', other = ''] = prefixes();
    env('two-b');
    for (const argv of argvs(two)) {
      await reopen({ ...quiet(spec('k', argv)), 'api/kernels': [kernel('k')] });
      await refused(two, 'two is in use');
    }
    await reopen({
      ...quiet(spec('k', ['launch'], { env: { R_HOME: `${two}/lib/R` } })),
      'api/kernels': [kernel('k')],
    });
    await refused(two, 'two is in use');
    await goes(other);
    await goes(path.join(envs(), 'two-b'));
  });

  test('a program that runs in it keeps it, whatever the server knows', async () => {
    const prefix = env('two');
    mkdirSync(path.join(prefix, 'bin'), { recursive: true });
    const program = path.join(prefix, 'bin', 'train');
    copyFileSync('/bin/sleep', program);
    const running = spawn(program, ['600']);
    children.push(running);
    await until(() => readFileSync(`/proc/${running.pid}/cmdline`, 'utf8').startsWith(program));
    await refused(prefix, `two is in use: ${program} 600 (process ${running.pid}).`);
    await goes(prefix, { confirmed: 'in-use' });
  });
});

describe('the kernel specs of an environment', () => {
  const kernels = () => path.join(home, '.local', 'share', 'jupyter', 'kernels');
  function own(folder: string, content: unknown): string {
    mkdirSync(path.join(kernels(), folder), { recursive: true });
    const file = path.join(kernels(), folder, 'kernel.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  }
  const environments = async () => {
    const listed = section(z.array(Environment)).parse(await (await place.app.request('/api/environments')).json());
    if (listed.state !== 'ready') throw new Error(JSON.stringify(listed));
    return inWords(listed);
  };
  const found = async (prefix: string) => {
    const { value } = await environments();
    return value.find((one) => one.prefix === prefix);
  };

  test('all leave with it; those that start something else, or hold more, stay and are told', async () => {
    const prefix = env('x');
    const argv = [`${prefix}/bin/python`];
    const names = ['one', 'Two', 'held', 'other'];
    for (const name of names) own(name, { argv: name === 'other' ? ['/usr/bin/python3'] : argv, display_name: name });
    writeFileSync(path.join(kernels(), 'held', 'notes.txt'), 'mine');
    await reopen(quiet(...names.map((name) => spec(name.toLowerCase(), argv))));
    const job = await place.ended(await remove(prefix));
    expect(job.outcome).toMatchObject({
      kind: 'done',
      message: expect.stringMatching(/^x is removed\. .*notes\.txt.*other starts something else/),
    });
    expect(readdirSync(kernels()).sort()).toEqual(['held', 'other']);
  });

  test('a kernel is never written over another one', async () => {
    const prefix = condaPrefix(path.join(envs(), 'x'), [python, 'ipykernel-6.29.5-py_0.json']);
    const odd = own('X', 'no JSON');
    await reopen({ ...quiet(), 'api/kernelspecs': 403 });
    expect((await found(prefix))?.kernels).toBeUndefined();
    const unknown = await place.post('/api/environments/register', { prefix });
    expect((await failureOf(unknown)).notice.message).toMatch(/the kernels are not known/);
    // The server does not list what is no JSON: the name is taken all the same.
    await reopen(quiet());
    mkdirSync(path.join(prefix, 'bin'));
    writeFileSync(path.join(prefix, 'bin', 'python'), `#!/bin/sh\necho "$@" >'${home}/asked'\n`, { mode: 0o755 });
    await place.post('/api/environments/register', { prefix });
    expect(readFileSync(path.join(home, 'asked'), 'utf8')).toContain('--name x-2 ');
    expect(readFileSync(odd, 'utf8')).toBe('no JSON');
  });

  test('one whose program is gone is dead, also where its folder remains; one that may not be looked at is not', async () => {
    const half = path.join(envs(), 'half');
    mkdirSync(half, { recursive: true });
    const whole = env('whole');
    mkdirSync(path.join(whole, 'bin'));
    writeFileSync(path.join(whole, 'bin', 'python'), '');
    const loop = path.join(home, 'loop');
    symlinkSync('loop', loop);
    for (const prefix of [half, whole])
      own(path.basename(prefix), { argv: [`${prefix}/lib/R/bin/R`], display_name: 'R' });
    await reopen(
      quiet(
        spec('half', [`${half}/lib/R/bin/R`]),
        spec('whole', [`${whole}/lib/R/bin/R`]),
        spec('good', [`${whole}/bin/python`]),
        spec('loop', [`${loop}/bin/python`]),
      ),
    );
    expect(await found(half)).toMatchObject({
      gone: true,
      kernels: [{ name: 'half', missing: `${half}/lib/R/bin/R` }],
    });
    expect(await found(whole)).toMatchObject({
      kernels: [
        { name: 'whole', missing: `${whole}/lib/R/bin/R` },
        { name: 'good', displayName: 'Kernel good' },
      ],
    });
    const { notices, value } = await environments();
    expect(value).toHaveLength(2);
    expect(notices.map(({ message }) => message)).toEqual([
      expect.stringMatching(/kernel "loop" .*loop: its links lead in a circle/),
    ]);
    for (const prefix of [half, whole])
      await place.ended(await place.post('/api/environments/repair', { prefix, what: 'kernel' }));
    expect(readdirSync(kernels())).toEqual([]);
    await reopen(quiet(spec('good', [`${whole}/bin/python`])));
    const refused = await place.post('/api/environments/repair', { prefix: whole, what: 'kernel' });
    expect([refused.status, existsSync(whole)]).toEqual([409, true]);
  });

  test('what cannot be read costs itself and a notice that names its file, and no verb fails', async () => {
    const good = env('good');
    symlinkSync('loop', path.join(envs(), 'loop'));
    const file = path.join(home, '.conda', 'environments.txt');
    writeFileSync(file, `/${'0'.repeat(300)}\n/a\0b\nrelative\n${home}/never-there\n`);
    const odd = own('odd', { argv: ['python', 3], display_name: 'odd' });
    writeFileSync(path.join(home, '.condarc'), 'envs_dirs: [a\n');
    await reopen(quiet(spec('odd', ['python', 3]), spec('good', [`${good}/bin/python`])));
    const { notices, value } = await environments();
    expect(value).toMatchObject([{ name: 'good', kernels: [{ name: 'good' }] }]);
    const told = notices.map(({ message }) => message).sort();
    expect(told).toHaveLength(4);
    expect(told[0]).toContain(`${file} (`);
    expect(told[0]).toContain(', and 1 more');
    expect(told[1]).toContain(path.join(envs(), 'loop'));
    expect(told[2]).toContain(path.join(home, '.condarc'));
    expect(told[3]).toBe(
      `The kernel "odd" was left out: ${odd} can’t be read (argv.1: Invalid input: expected string, received number).`,
    );
    expect(told.join()).not.toMatch(/\p{Cc}|E[A-Z]{4,}/u);
    expect((await place.app.request(`/api/environments/size?prefix=${good}`)).status).toBe(200);
    await goes(good);
  });

  test('a folder that conda’s configuration names is one of environments', async () => {
    const folder = path.join(home, 'on volume');
    const prefix = condaPrefix(path.join(folder, 'e'), [python]);
    const written = [
      ['.condarc', `envs_dirs:\n  - ~/on volume\n`],
      ['.condarc', `envs_path: [ "$HOME/on volume" ]\n`],
      ['.config/conda/condarc.d/a.yml', `envs_dirs: ["\${HOME}/on volume"]\n`],
      ['.mambarc', `envs_dirs: ['${folder}']\n`],
    ];
    for (const [file = '', text = ''] of written) {
      mkdirSync(path.dirname(path.join(home, file)), { recursive: true });
      writeFileSync(path.join(home, file), text);
      const one = await found(prefix);
      expect([file, one?.name, one?.outside]).toEqual([file, 'e', undefined]);
      rmSync(path.join(home, file));
    }
    expect(await found(prefix)).toBeUndefined();
  });
});

test('refusals are in words, without a code of the system', async () => {
  const prefix = env('x');
  rmSync(path.join(prefix, 'conda-meta'), { recursive: true });
  const { failure } = inWords(Failure.parse(await (await remove(prefix)).json()));
  expect(failure.notice.message).toBe(`There is no conda environment at ${prefix}.`);
});

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ExportedEnvironment } from '../../src/protocol/environment-action';
import { FollowedJob, Job } from '../../src/protocol/job';
import { makeConda, useChannel, type Conda } from '../conda/conda';
import { labEnvironment, startJupyter, type Jupyter } from './jupyter';
import { condaPrefix, failureOf, newHome, TestPlace } from './place';
import { inWords } from '../protocol/in-words';

// Real packages are solved and installed, a real server starts, and other suites run beside this one.
jest.setTimeout(60_000);

let folder: string;
let home: string;
let conda: Conda;
let jupyter: Jupyter;
let place: TestPlace;

const newPlace = (variables: Record<string, string> = {}) =>
  new TestPlace({
    server: jupyter,
    prefix: labEnvironment,
    home,
    variables: { PATH: `${conda.bin}:${process.env['PATH']}`, HOME: home, ...variables },
  });

beforeAll(async () => {
  folder = newHome();
  home = newHome();
  conda = makeConda(folder, labEnvironment);
  jupyter = await startJupyter(home);
});
afterAll(async () => {
  await jupyter.close();
  for (const made of [home, folder]) rmSync(made, { recursive: true, force: true });
});
beforeEach(() => {
  useChannel(home, conda.channel);
  place = newPlace();
});
afterEach(() => {
  place.end();
  for (const made of ['.conda/envs', '.local', 'go-on'])
    rmSync(path.join(home, made), { recursive: true, force: true });
});

const prefixOf = (name: string) => path.join(home, '.conda', 'envs', name);
const records = (name: string) =>
  readdirSync(path.join(prefixOf(name), 'conda-meta')).filter((file) => file.endsWith('.json'));
const create = (name: string, ...packages: string[]) =>
  place.post('/api/environments/create', { from: 'packages', name, packages });
const listed = async (name: string) => {
  const { environments } = await place.snapshot();
  return environments.state === 'ready'
    ? environments.value.find((environment) => environment.name === name)
    : undefined;
};
const followed = async (id: string) =>
  inWords(FollowedJob.parse(await (await place.app.request(`/api/jobs/${id}`)).json()));
const logHas = async (id: string, text: string) => {
  while (!(await followed(id)).log.some((line) => line.includes(text))) await wait(20);
};
const ended = async (id: string) => {
  for (;;) {
    const job = await followed(id);
    if (job.outcome.kind !== 'running') return job;
    await wait(20);
  }
};
const made = async (...asked: Parameters<typeof create>) => {
  const job = await place.ended(await create(...asked));
  if (job.outcome.kind !== 'done') throw new Error(JSON.stringify(job.outcome));
};

test('a new environment is on the home volume, is listed at once, and is a kernel that really runs in it', async () => {
  const answer = await create('forecasting', 'python', 'ipykernel', 'alpha=1');
  const started = Job.parse(await answer.clone().json());
  expect(started).toMatchObject({ kind: 'create-environment', subject: 'forecasting', cancellable: true });
  expect(started.target).toEqual({ kind: 'environment', prefix: prefixOf('forecasting') });
  const job = await place.ended(answer);
  expect(job.outcome).toEqual({
    kind: 'done',
    message: 'forecasting is ready. Its kernel is Python (forecasting).',
  });
  expect(records('forecasting')).toContain('alpha-1.0-0.json');
  expect(await listed('forecasting')).toMatchObject({
    persistent: true,
    ipykernel: true,
    kernels: [{ name: 'forecasting', displayName: 'Python (forecasting)' }],
  });
  const spec = path.join(home, '.local', 'share', 'jupyter', 'kernels', 'forecasting', 'kernel.json');
  const [python = ''] = JSON.parse(readFileSync(spec, 'utf8')).argv;
  expect(execFileSync(python, ['-c', 'import ipykernel, sys; print(sys.prefix)'], { encoding: 'utf8' }).trim()).toBe(
    prefixOf('forecasting'),
  );
  const { log } = await followed(started.id);
  expect(log[0]).toBe(`$ micromamba create --yes --prefix ${prefixOf('forecasting')} python ipykernel alpha=1`);
  expect(log).toContain('Linking alpha');
  expect((await place.snapshot()).jobs.find(({ id }) => id === started.id)).not.toHaveProperty('log');
});

test('an environment.yml makes the environment that it names, with the channels that it names', async () => {
  writeFileSync(path.join(home, '.condarc'), '');
  const file = path.join(home, 'environment.yml');
  writeFileSync(file, `name: "from-file"  # ours\nchannels:\n  - ${conda.channel}\ndependencies:\n  - beta\n`);
  const job = await place.ended(
    await place.post('/api/environments/create', { from: 'file', file: 'environment.yml' }),
  );
  expect(job.outcome).toEqual({ kind: 'done', message: 'from-file is ready.' });
  expect(records('from-file').sort()).toEqual(['alpha-2.0-0.json', 'beta-1.0-0.json']);
});

test('a clone has the very same packages: those of conda, and those of pip', async () => {
  const wheels = path.join(folder, 'wheels');
  makeWheel(wheels, 'acme_forecast', '1.2');
  place.end();
  place = newPlace({ PIP_NO_INDEX: '1', PIP_FIND_LINKS: wheels });
  await made('first', 'python', 'ipykernel', 'alpha=1');
  // pip comes with the Python that ipykernel is from.
  execFileSync(path.join(prefixOf('first'), 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', 'acme-forecast'], {
    env: { HOME: home, PIP_NO_INDEX: '1', PIP_FIND_LINKS: wheels, PIP_DISABLE_PIP_VERSION_CHECK: '1' },
  });
  const clone = async (name: string) =>
    place.ended(await place.post('/api/environments/create', { from: 'clone', name, prefix: prefixOf('first') }));
  const job = await clone('second');
  expect(job.outcome).toEqual({ kind: 'done', message: 'second is ready. Its kernel is Python (second).' });
  expect(records('second')).toEqual(records('first'));
  const version = 'import acme_forecast; print(acme_forecast.version)';
  const python = path.join(prefixOf('second'), 'bin', 'python');
  expect(execFileSync(python, ['-c', version], { encoding: 'utf8' })).toBe('1.2\n');
  rmSync(wheels, { recursive: true });
  expect((await clone('third')).outcome).toMatchObject({
    kind: 'done',
    message: expect.stringMatching(/could not be installed: acme-forecast==1.2$/),
  });
  expect(records('third')).toEqual(records('first'));
});

test('packages are installed into the environment, and no other', async () => {
  await made('one', 'alpha=1');
  await made('other', 'alpha=1');
  const job = await place.ended(
    await place.post('/api/environments/install', { prefix: prefixOf('one'), packages: ['beta'] }),
  );
  expect(job.outcome).toEqual({ kind: 'done', message: 'beta is installed in one.' });
  expect(records('one')).toContain('beta-1.0-0.json');
  expect(records('other')).toEqual(['alpha-1.0-0.json']);
});

test.each([
  ['gamma', 'the packages don’t fit together', 'alpha'],
  ['no-such-package', 'not found in your channels', 'no-such-package'],
  ['needs-what-is-not-there', 'not found in your channels', 'missing-library'],
])(
  'what cannot be solved (beta and %s) is told with the decisive lines, and leaves nothing',
  async (wanted, why, named) => {
    const job = await place.ended(await create('failing', 'beta', wanted));
    expect(job.outcome).toMatchObject({ kind: 'failed', notice: { message: expect.stringContaining(why) } });
    expect(job.outcome).toMatchObject({ notice: { message: expect.stringContaining(named) } });
    expect(existsSync(prefixOf('failing'))).toBe(false);
  },
);

test('a channel that is not reached is told as such', async () => {
  useChannel(home, 'http://127.0.0.1:9/acme');
  const job = await place.ended(await create('failing', 'alpha'));
  expect(job.outcome).toMatchObject({ kind: 'failed', notice: { code: 'unreachable' } });
});

test('cancelling ends all that was started, and clears away the half of an environment', async () => {
  const started = Job.parse(await (await create('halfway', 'alpha', 'slow')).json());
  await logHas(started.id, 'Linking slow');
  while (!existsSync(path.join(prefixOf('halfway'), 'bin', '.slow-post-link.sh'))) await wait(20);
  const cancelled = await place.post(`/api/jobs/${started.id}/cancel`, {});
  expect(cancelled.status).toBe(202);
  const job = await place.ended(cancelled);
  expect(job.outcome).toEqual({ kind: 'cancelled', message: 'Creating halfway was cancelled.' });
  expect(existsSync(prefixOf('halfway'))).toBe(false);
  expect(running('.slow-post-link.sh')).toEqual([]);
  expect((await place.post(`/api/jobs/${started.id}/cancel`, {})).status).toBe(409);
  await made('halfway', 'alpha');
});

test('there is never a second writer: not in this agent, and not in another one', async () => {
  const started = Job.parse(await (await create('busy', 'slow')).json());
  await logHas(started.id, 'Linking slow');
  const other = newPlace();
  for (const agent of [place, other]) {
    const refused = await agent.post('/api/environments/create', {
      from: 'packages',
      name: 'busy',
      packages: ['alpha'],
    });
    expect(refused.status).toBe(409);
    expect((await failureOf(refused)).notice.message).toBe('busy is being changed by another action.');
  }
  other.end();
  writeFileSync(path.join(home, 'go-on'), '');
  expect((await ended(started.id)).outcome.kind).toBe('done');
});

test('an environment of the name that is there is not touched', async () => {
  await made('mine', 'alpha=1');
  const refused = await create('mine', 'alpha=2');
  expect(refused.status).toBe(409);
  expect((await failureOf(refused)).notice.message).toContain('There already is an environment named mine');
  expect(records('mine')).toEqual(['alpha-1.0-0.json']);
});

test.each([
  ['a package that is an option', { name: 'x', packages: ['--file=/etc/passwd'] }, 'packages.0'],
  ['a package with a line break', { name: 'x', packages: ['alpha\n--yes'] }, 'packages.0'],
  ['a name that leads elsewhere', { name: '../x', packages: ['alpha'] }, 'name'],
  ['a name that is an option', { name: '-x', packages: ['alpha'] }, 'name'],
  ['the name of conda’s own', { name: 'base', packages: ['alpha'] }, 'name'],
  ['no package', { name: 'x', packages: [] }, 'packages'],
])('%s is refused before anything is started', async (_, asked, where) => {
  const refused = await place.post('/api/environments/create', { from: 'packages', ...asked });
  expect(refused.status).toBe(400);
  expect((await failureOf(refused)).notice.message).toContain(where);
});

test('an environment is removed with its kernel; the others and theirs stay', async () => {
  await made('gone', 'python', 'ipykernel');
  await made('stays', 'python', 'ipykernel');
  const mine = path.join(prefixOf('gone'), 'by-hand.txt');
  writeFileSync(mine, 'mine\n');
  const refused = await place.post('/api/environments/remove', { prefix: prefixOf('gone') });
  expect((await failureOf(refused)).notice.message).toBe(
    `gone (${prefixOf('gone')}) was not removed: it holds files that conda did not put there: by-hand.txt.`,
  );
  rmSync(mine);
  const job = await place.ended(await place.post('/api/environments/remove', { prefix: prefixOf('gone') }));
  expect(job.outcome).toEqual({ kind: 'done', message: 'gone is removed.' });
  expect(existsSync(prefixOf('gone'))).toBe(false);
  expect(readdirSync(path.join(home, '.local', 'share', 'jupyter', 'kernels'))).toEqual(['stays']);
  expect(await listed('stays')).toMatchObject({ kernels: [{ name: 'stays' }] });
});

test('an environment whose kernel runs is removed only when the asker was told', async () => {
  await made('running', 'python', 'ipykernel');
  const session = { name: '', path: 'train.ipynb', type: 'notebook', kernel: { name: 'running' } };
  await jupyter.call('POST', 'api/sessions', session);
  const refused = await place.post('/api/environments/remove', { prefix: prefixOf('running') });
  expect(refused.status).toBe(409);
  expect((await failureOf(refused)).notice.message).toBe('running is in use: train.ipynb.');
  const told = { prefix: prefixOf('running'), confirmed: 'in-use' };
  expect((await place.ended(await place.post('/api/environments/remove', told))).outcome.kind).toBe('done');
});

test('conda’s own environment and the server’s are not removed, and nothing is installed there unasked', async () => {
  const root = condaPrefix(path.join(folder, 'miniconda'), ['python-3.11.7-0.json', 'conda-24.1-0.json']);
  mkdirSync(path.join(root, 'condabin'), { recursive: true });
  mkdirSync(path.join(home, '.conda'), { recursive: true });
  writeFileSync(path.join(home, '.conda', 'environments.txt'), `${root}\n`);
  expect(await listed('base')).toMatchObject({ protected: 'base', persistent: false });
  const removed = await place.post('/api/environments/remove', { prefix: root });
  expect((await failureOf(removed)).notice.message).toContain('conda’s own environment');
  const installed = await place.post('/api/environments/install', { prefix: root, packages: ['alpha'] });
  expect(installed.status).toBe(409);
  expect(existsSync(path.join(root, 'conda-meta', 'alpha-2.0-0.json'))).toBe(false);
  rmSync(path.join(home, '.conda', 'environments.txt'));
});

test('an environment without ipykernel is repaired: it is installed, and the kernel registered', async () => {
  await made('plain', 'python');
  const repair = { prefix: prefixOf('plain'), what: 'ipykernel' };
  const job = await place.ended(await place.post('/api/environments/repair', repair));
  expect(job.outcome).toMatchObject({ kind: 'done', message: expect.stringContaining('Its kernel is Python (plain)') });
  expect(await listed('plain')).toMatchObject({ ipykernel: true, kernels: [{ name: 'plain' }] });
  const again = await place.post('/api/environments/repair', repair);
  expect(again.status).toBe(409);
});

test('a kernel whose environment is gone is shown as such, and can be taken away', async () => {
  await made('lost', 'python', 'ipykernel');
  rmSync(prefixOf('lost'), { recursive: true });
  expect(await listed('lost')).toMatchObject({ gone: true, kernels: [{ name: 'lost' }] });
  const job = await place.ended(
    await place.post('/api/environments/repair', { prefix: prefixOf('lost'), what: 'kernel' }),
  );
  expect(job.outcome.kind).toBe('done');
  expect(await listed('lost')).toBeUndefined();
});

test('an environment that would be lost with the app is made again on the home volume', async () => {
  const elsewhere = path.join(folder, 'opt', 'envs', 'tools');
  await made('tools', 'python', 'ipykernel', 'alpha=1');
  mkdirSync(path.dirname(elsewhere), { recursive: true });
  const micromamba = path.join(conda.bin, 'micromamba');
  execFileSync(micromamba, ['create', '--yes', '--prefix', elsewhere, 'python', 'ipykernel'], {
    env: { HOME: home, PATH: process.env['PATH'] },
  });
  writeFileSync(path.join(home, '.conda', 'environments.txt'), `${elsewhere}\n`);
  const job = await place.ended(await place.post('/api/environments/repair', { prefix: elsewhere, what: 'volume' }));
  expect(job.outcome).toMatchObject({ kind: 'done', message: expect.stringContaining('tools-2 is ready') });
  expect(await listed('tools-2')).toMatchObject({ persistent: true, kernels: [{ name: 'tools-2' }] });
  expect(existsSync(elsewhere)).toBe(true);
  rmSync(path.join(home, '.conda', 'environments.txt'));
});

test('what is exported makes the environment again', async () => {
  await made('source', 'alpha=1');
  const exported = async (form: string) => {
    const answer = await place.app.request(
      `/api/environments/export?prefix=${encodeURIComponent(prefixOf('source'))}&form=${form}`,
    );
    return ExportedEnvironment.parse(await answer.json()).text;
  };
  expect(await exported('asked')).toContain('  - "alpha 1.*"\n');
  expect(await exported('versions')).toContain('  - alpha=1.0\n');
  const text = await exported('exact');
  expect(text).toBe(`name: source\nchannels:\n  - ${conda.channel}\ndependencies:\n  - alpha=1.0=0\n`);
  writeFileSync(path.join(home, 'source.yml'), text);
  const again = { from: 'file', name: 'again', file: path.join(home, 'source.yml') };
  expect((await place.ended(await place.post('/api/environments/create', again))).outcome).toMatchObject({
    kind: 'done',
  });
  expect(records('again')).toEqual(records('source'));
});

test('where there is no program of conda, that is said, with what to do', async () => {
  const bare = newPlace({ PATH: '/usr/bin:/bin' });
  const refused = await bare.post('/api/environments/create', { from: 'packages', name: 'x', packages: ['alpha'] });
  expect(refused.status).toBe(409);
  expect((await failureOf(refused)).notice.message).toBe('No mamba, micromamba or conda was found here.');
  // As a form asks before it opens.
  const before = await bare.app.request('/api/environments/program');
  expect(before.status).toBe(409);
  expect((await failureOf(before)).notice.message).toBe('No mamba, micromamba or conda was found here.');
  expect((await place.app.request('/api/environments/program')).status).toBe(200);
  bare.end();
});

/** A wheel of one module, which pip installs. */
function makeWheel(wheels: string, name: string, version: string): void {
  const files = {
    [`${name}.py`]: `version = '${version}'\n`,
    [`${name}-${version}.dist-info/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
    [`${name}-${version}.dist-info/WHEEL`]: 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    [`${name}-${version}.dist-info/RECORD`]: '',
  };
  mkdirSync(wheels);
  const zip =
    'import json, sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], "w") as z:\n  for n, t in json.loads(sys.argv[2]).items(): z.writestr(n, t)';
  const file = path.join(wheels, `${name}-${version}-py3-none-any.whl`);
  execFileSync(path.join(labEnvironment, 'bin', 'python'), ['-c', zip, file, JSON.stringify(files)]);
}

/** Processes whose command line names this, as `ps` lists them. */
function running(name: string): string[] {
  return execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(name) && line.includes(home));
}

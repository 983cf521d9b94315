import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Job } from '../../src/protocol/job';
import { Branches, RepositoryAccess } from '../../src/protocol/repository-action';
import type { Snapshot } from '../../src/protocol/snapshot';
import { GitStudio } from './git-studio';
import { failureOf } from './place';
import type { InWords } from '../protocol/in-words';

// Real git against a real HTTPS server, beside other suites.
jest.setTimeout(60_000);

const token = 'glpat-s3cret=of:ada';
const credentials = { username: 'ada', password: token };
// Studio takes no port in a suggested address.
const models = 'https://git.example.com/team/models.git';
const hidden = 'https://git.example.com/team/private.git';
const codeCommit = 'https://git-codecommit.us-east-1.amazonaws.com/v1/repos/private';

const at = new GitStudio([models, hidden, codeCommit]);
const { act, configure, git, repository, server } = at;

beforeEach(() => {
  server.letsIn = (username, password) => username === 'ada' && password === token;
});

/** What every process on this machine that can be looked at has in its arguments and its environment. */
function seenInProcesses(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) =>
      ['cmdline', 'environ'].flatMap((file) => {
        try {
          return [readFileSync(`/proc/${id}/${file}`, 'latin1')];
        } catch {
          return [];
        }
      }),
    );
}

const running = ({ jobs }: InWords<Snapshot>) => jobs.some(({ outcome }) => outcome.kind === 'running');

/** The files below a folder that hold a text. */
function filesWith(text: string, folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file, 'latin1').includes(text));
}

beforeAll(() => {
  server.commit('models', 'main', 'model.py', 'one\n');
  server.commit('models', 'release/2', 'model.py', 'two\n');
  server.commit('private', 'main', 'secret.py', 'weights\n');
});

test('a token opens a private repository, and is nowhere but on the way to git', async () => {
  const letIn = server.letInCount;
  let release = () => undefined as void;
  server.answersAfter = new Promise((resolve) => (release = resolve));
  const answer = await at.place.post('/api/repositories/clone', { url: hidden, folder: '', credentials });
  while (server.letInCount === letIn && running(await at.place.snapshot())) await wait(10);
  const seen = seenInProcesses();
  release();
  const job = await at.place.ended(answer);
  expect(job.outcome).toEqual({ kind: 'done', message: 'private is in private.' });
  expect(readFileSync(path.join(at.place.home, 'private/secret.py'), 'utf8')).toBe('weights\n');
  // The look reached git and its helper while they had it.
  expect(seen.filter((text) => text.includes('clone') && text.includes(hidden))).not.toEqual([]);
  expect(seen.filter((text) => text.includes('credential.https://git.example.com.helper'))).not.toEqual([]);
  for (const text of [...seen, JSON.stringify(job), at.place.log.join('\n'), JSON.stringify(process.env)])
    expect(text).not.toContain(token);
  expect(filesWith(token, at.place.home)).toEqual([]);
  expect(git('private', 'config', '--local', '--list')).not.toContain('credential');
});

test('a token that is wrong, or missing, is told as such, and nothing is left', async () => {
  const missing = await act('clone', { url: hidden, folder: '' });
  expect(missing.outcome).toMatchObject({ kind: 'failed', notice: { code: 'credentials' } });
  const wrong = await act('clone', { url: hidden, folder: '', credentials: { username: 'ada', password: 'old' } });
  expect(wrong.outcome).toMatchObject({
    kind: 'failed',
    notice: { code: 'credentials', message: expect.stringContaining('does not accept this user name and token') },
  });
  expect(existsSync(path.join(at.place.home, 'private'))).toBe(false);
});

test('a token is handed to git’s own helper only when that is asked for, and only when it was right', async () => {
  const stored = path.join(at.place.home, '.git-credentials');
  configure('credential.helper', 'store');
  const access = await at.place.app.request(`/api/repositories/access?url=${encodeURIComponent(hidden)}`);
  expect(RepositoryAccess.parse(await access.json())).toEqual({
    host: 'git.example.com',
    helper: 'store',
    signIn: 'as-configured',
  });
  await act('clone', { url: hidden, folder: 'once', credentials });
  expect(existsSync(stored)).toBe(false);
  const remember = 'git';
  await act('clone', { url: hidden, folder: 'wrong', credentials: { ...credentials, password: 'old', remember } });
  expect(existsSync(stored)).toBe(false);
  await act('clone', { url: hidden, folder: 'kept', credentials: { ...credentials, remember } });
  expect(readFileSync(stored, 'utf8')).toBe(`https://ada:${encodeURIComponent(token).toLowerCase()}@git.example.com\n`);
  const pulled = await act('pull', { url: hidden });
  expect(pulled.outcome).toEqual({ kind: 'done', message: 'private is up to date.' });
});

test('a token is told to no server but an https one, whatever git is configured to ask instead', async () => {
  configure(`url.http://127.0.0.1:9/.insteadOf`, hidden);
  const answer = await at.place.post('/api/repositories/clone', { url: hidden, folder: '', credentials });
  expect([answer.status, (await failureOf(answer)).notice.message]).toEqual([
    400,
    'git is configured to use http://127.0.0.1:9/ instead, which is not an https address.',
  ]);
  const lines = await at.place.post('/api/repositories/clone', {
    url: hidden,
    folder: '',
    credentials: { username: 'ada\nhost=evil.example', password: token },
  });
  expect(lines.status).toBe(400);
  expect(JSON.stringify(await failureOf(lines))).not.toContain(token);
});

test('branches are asked of the server, the default first, and one is cloned with the depth that is asked for', async () => {
  const asked = await at.place.post('/api/repositories/branches', { url: models });
  expect(Branches.parse(await asked.json())).toEqual({ branches: ['main', 'release/2'], default: 'main' });
  const refused = await at.place.post('/api/repositories/branches', { url: hidden });
  expect((await failureOf(refused)).notice.code).toBe('credentials');
  const told = await at.place.post('/api/repositories/branches', { url: hidden, credentials });
  expect(Branches.parse(await told.json()).branches).toEqual(['main']);
  server.commit('models', 'release/2', 'model.py', 'two and a half\n');
  const job = await act('clone', { url: models, folder: '', branch: 'release/2', depth: 1 });
  expect(job.outcome.kind).toBe('done');
  expect(git('models', 'log', '--format=%s').trim()).toBe('two and a half');
  expect((await repository(models)).workingTree).toMatchObject({ kind: 'known', branch: 'release/2' });
  for (const branch of ['--upload-pack=touch x', 'a..b', 'a b', '/x', 'x/'])
    expect((await at.place.post('/api/repositories/clone', { url: models, folder: 'x', branch })).status).toBe(400);
  const absent = await act('clone', { url: models, folder: 'x', branch: 'absent' });
  expect(absent.outcome).toMatchObject({ notice: { code: 'not-found', message: 'The server has no such branch.' } });
});

test('a clone that fails clears away what it began, and not what somebody has put in its place meanwhile', async () => {
  server.commit('models', 'large', '.gitattributes', '*.bin filter=slow\n');
  server.commit('models', 'large', 'weights.bin', 'large\n');
  const folder = path.join(at.place.home, 'models');
  configure('filter.slow.required', 'true');
  configure('filter.slow.smudge', 'false');
  const asked = { url: models, folder: '', branch: 'large' };
  expect((await act('clone', asked)).outcome).toMatchObject({ kind: 'failed' });
  expect(existsSync(folder)).toBe(false);
  const script = path.join(at.place.home, '.replace');
  writeFileSync(
    script,
    `mv '${folder}' '${folder}-begun' && mkdir '${folder}' && echo mine >'${folder}/thesis.py'; exit 1\n`,
  );
  configure('filter.slow.smudge', `sh '${script}'`);
  expect((await act('clone', asked)).outcome).toMatchObject({ kind: 'failed' });
  expect(readdirSync(folder)).toEqual(['thesis.py']);
});

test('a clone that does not come to an end is cancelled, and clears away what it began', async () => {
  server.commit('models', 'endless', '.gitattributes', '*.bin filter=endless\n');
  server.commit('models', 'endless', 'weights.bin', 'large\n');
  configure('filter.endless.required', 'true');
  configure('filter.endless.smudge', 'sleep 600');
  const answer = await at.place.post('/api/repositories/clone', { url: models, folder: '', branch: 'endless' });
  const { cancellable, id } = Job.parse(await answer.clone().json());
  expect(cancellable).toBe(true);
  const folder = path.join(at.place.home, 'models');
  while (!existsSync(path.join(folder, '.git'))) await wait(20);
  expect((await at.place.post(`/api/jobs/${id}/cancel`, {})).status).toBe(202);
  expect((await at.place.ended(answer)).outcome).toEqual({
    kind: 'cancelled',
    message: 'Cloning models was cancelled.',
  });
  expect(existsSync(folder)).toBe(false);
  expect((await act('clone', { url: models, folder: '' })).outcome.kind).toBe('done');
});

test.each(['fetch', 'pull'])(
  'a %s that does not come to an end is cancelled, and the next one goes through',
  async (verb) => {
    await act('clone', { url: models, folder: '' });
    server.commit('models', 'main', `${verb}.py`, 'new\n');
    const asked = server.letInCount;
    let release = () => undefined as void;
    server.answersAfter = new Promise((resolve) => (release = resolve));
    const answer = await at.place.post(`/api/repositories/${verb}`, { url: models });
    const { cancellable, id } = Job.parse(await answer.clone().json());
    expect(cancellable).toBe(true);
    while (server.letInCount === asked) await wait(20);
    expect((await at.place.post(`/api/jobs/${id}/cancel`, {})).status).toBe(202);
    expect((await at.place.ended(answer)).outcome).toEqual({
      kind: 'cancelled',
      message: 'Fetching models was cancelled. Your files are as they were.',
    });
    release();
    expect(existsSync(path.join(at.place.home, `models/${verb}.py`))).toBe(false);
    expect((await act('pull', { url: models })).outcome.kind).toBe('done');
    expect(existsSync(path.join(at.place.home, `models/${verb}.py`))).toBe(true);
  },
);

test('the folders that were made around a clone go with it when it fails, but for those that hold something by then', async () => {
  mkdirSync(path.join(at.place.home, 'there'));
  const asked = { url: models, folder: 'there/new/deep', branch: 'absent' };
  expect((await act('clone', asked)).outcome.kind).toBe('failed');
  expect(readdirSync(path.join(at.place.home, 'there'))).toEqual([]);
  server.commit('models', 'late', '.gitattributes', '*.bin filter=late\n');
  server.commit('models', 'late', 'weights.bin', 'large\n');
  configure('filter.late.required', 'true');
  const mine = path.join(at.place.home, 'there/new/thesis.py');
  configure('filter.late.smudge', `sh -c 'echo mine >${mine}; exit 1'`);
  expect((await act('clone', { ...asked, branch: 'late' })).outcome.kind).toBe('failed');
  expect(readdirSync(path.join(at.place.home, 'there/new'))).toEqual(['thesis.py']);
});

test('how a clone stands is told, and it is pulled as far as nothing of the user’s is in the way', async () => {
  await act('clone', { url: models, folder: 'work' });
  const tree = async () => (await repository(models)).workingTree;
  const clean = await tree();
  const upstream = (ahead: number, behind: number) => ({ name: 'origin/main', difference: { ahead, behind } });
  expect(clean).toMatchObject({ branch: 'main', changed: 0, untracked: 0, conflicts: 0, upstream: upstream(0, 0) });
  const { fetchedAt } = clean?.kind === 'known' ? clean : {};
  expect(Math.abs(Date.parse(fetchedAt ?? '') - Date.now())).toBeLessThan(60_000);

  const file = path.join(at.place.home, 'work/models/model.py');
  writeFileSync(path.join(at.place.home, 'work/models/notes.txt'), 'mine\n');
  writeFileSync(file, 'mine\n');
  server.commit('models', 'main', 'other.py', 'behind\n');
  expect((await act('fetch', { url: models })).outcome).toMatchObject({ message: 'models: 1 commit to pull.' });
  expect(await tree()).toMatchObject({ changed: 1, untracked: 1, upstream: upstream(0, 1) });

  // What is changed here and what is new there are different files: the work stays, and the new comes.
  const pulled = await act('pull', { url: models });
  expect(pulled.outcome).toEqual({ kind: 'done', message: 'models has 1 new commit.' });
  expect([readFileSync(file, 'utf8'), (await tree())?.kind]).toEqual(['mine\n', 'known']);
  expect(await tree()).toMatchObject({ changed: 1, upstream: upstream(0, 0) });

  server.commit('models', 'main', 'model.py', 'three\n');
  const blocked = await act('pull', { url: models });
  expect(blocked.outcome).toMatchObject({
    kind: 'failed',
    notice: { message: 'models was not pulled: your changes in model.py are in the way. Nothing was changed.' },
  });
  expect(readFileSync(file, 'utf8')).toBe('mine\n');

  git('work/models', 'commit', '--quiet', '--all', '--message', 'Mine');
  expect(await tree()).toMatchObject({ changed: 0, upstream: upstream(1, 1) });
  const diverged = await act('pull', { url: models });
  expect(diverged.outcome).toMatchObject({
    notice: {
      message: 'main and origin/main have diverged: 1 commit only here, 1 only there.',
      remedy: expect.stringContaining('git pull --rebase'),
    },
  });

  git('work/models', 'switch', '--quiet', '--detach');
  expect(await tree()).toMatchObject({ kind: 'known', commit: expect.stringMatching(/^[0-9a-f]{7}$/) });
  expect(await tree()).not.toHaveProperty('branch');
  expect((await act('pull', { url: models })).outcome).toMatchObject({
    notice: { message: 'models has no branch checked out.' },
  });
  git('work/models', 'switch', '--quiet', '--create', 'try');
  expect(await tree()).not.toHaveProperty('upstream');
});

test('a fetch that fails does not make what is known look young', async () => {
  await act('clone', { url: models, folder: '' });
  const before = (await repository(models)).workingTree;
  configure('http.proxy', '');
  expect((await act('fetch', { url: models })).outcome).toMatchObject({ notice: { code: 'unreachable' } });
  expect((await repository(models)).workingTree).toEqual(before);
});

test('a clone that git cannot read says why', async () => {
  await act('clone', { url: models, folder: '' });
  writeFileSync(path.join(at.place.home, 'models/.git/HEAD'), 'nonsense\n');
  expect((await repository(models)).workingTree).toMatchObject({ kind: 'unknown', reason: expect.any(String) });
});

test('the AWS CLI signs in to CodeCommit with the role of the app, for the clone and for whoever pulls later', async () => {
  server.letsIn = (username, password) =>
    username === 'AKIATEST000000000000' && /^\d{8}T\d{6}Z[0-9a-f]{64}$/.test(password);
  configure('credential.helper', 'store');
  const access = await at.place.app.request(`/api/repositories/access?url=${encodeURIComponent(codeCommit)}`);
  expect(RepositoryAccess.parse(await access.json())).toMatchObject({ signIn: 'execution-role' });
  expect((await act('clone', { url: codeCommit, folder: '' })).outcome.kind).toBe('done');
  expect((await act('pull', { url: codeCommit })).outcome).toMatchObject({ message: 'private is up to date.' });
  // The signature is good for a quarter of an hour; git's helper does not get to keep it.
  expect(existsSync(path.join(at.place.home, '.git-credentials'))).toBe(false);
});

describe('the environment that a clone names', () => {
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(at.place.home, 'models', file)), { recursive: true });
    writeFileSync(path.join(at.place.home, 'models', file), text);
  };
  const notices = async () => {
    await repository(models);
    const { repositories } = await at.place.snapshot();
    return repositories.notices.map(({ message }) => message);
  };
  beforeEach(() => act('clone', { url: models, folder: '' }));

  test('is that of a customary file, unless its own settings name another', async () => {
    expect(await repository(models)).not.toHaveProperty('environment');
    write('environment.yml', 'name: forecasting\ndependencies: [python=3.11]\n');
    expect((await repository(models)).environment).toEqual({ file: 'models/environment.yml', name: 'forecasting' });
    write('envs/gpu.yml', 'dependencies: [pytorch]\n');
    write('.studiolo.yml', 'environment: envs/gpu.yml\n');
    expect((await repository(models)).environment).toEqual({ file: 'models/envs/gpu.yml' });
  });

  test('is no file outside of the clone, and what is wrong in its settings is told', async () => {
    writeFileSync(path.join(at.place.home, 'secret.yml'), 'name: secret\n');
    symlinkSync('../secret.yml', path.join(at.place.home, 'models/environment.yml'));
    expect(await notices()).toEqual([
      'models/environment.yml can’t be used: it is a link that leads out of the repository.',
    ]);
    for (const [text, why] of [
      ['environment: ../secret.yml', 'it names ../secret.yml, which is outside the repository'],
      ['environment: /etc/passwd', 'it names /etc/passwd, which is outside the repository'],
      ['environment: absent.yml', 'it names absent.yml, which does not exist'],
      ['environment: [1]', 'environment: Invalid input: expected string, received array'],
      ['run: rm -rf /', ''],
      ['environment: "', ''],
    ] as const) {
      write('.studiolo.yml', text);
      expect(await notices()).toEqual([expect.stringContaining(`models/.studiolo.yml can’t be used: ${why}`)]);
    }
    expect(await repository(models)).not.toHaveProperty('environment');
  });
});

describe('a repository that nobody suggests', () => {
  const notes = 'https://git.example.com/team/notes.git';
  beforeAll(() => server.commit('notes', 'main', 'notes.md', 'first\n'));

  test('is cloned by its address, and listed from then on, where it can be pulled', async () => {
    const branches = await at.place.post('/api/repositories/branches', { url: notes });
    expect(Branches.parse(await branches.json())).toEqual({ branches: ['main'], default: 'main' });
    const access = await at.place.app.request(`/api/repositories/access?url=${encodeURIComponent(notes)}`);
    expect(RepositoryAccess.parse(await access.json())).toMatchObject({ host: 'git.example.com' });
    expect(await at.told('clone', { url: notes, folder: 'work' })).toBe('notes is in work/notes.');
    expect(readFileSync(path.join(at.place.home, 'work/notes/notes.md'), 'utf8')).toBe('first\n');
    const found = await repository(notes);
    expect(found).toMatchObject({ name: 'notes', clonedAt: 'work/notes', remote: 'origin' });
    expect(found.suggestedBy).toBeUndefined();
    server.commit('notes', 'main', 'notes.md', 'second\n');
    expect(await at.told('pull', { url: notes })).toBe('notes has 1 new commit.');
  });

  test('is listed once, without what its address tells of a sign-in, and not where it is a suggested one', async () => {
    git('', 'init', '--quiet', 'notes');
    git('notes', 'remote', 'add', 'origin', `https://ada:${token}@git.example.com/team/notes.git`);
    git('', 'init', '--quiet', 'second');
    git('second', 'remote', 'add', 'origin', 'https://git.example.com/team/notes');
    git('', 'init', '--quiet', 'fork');
    git('fork', 'remote', 'add', 'origin', 'https://git.example.com/ada/models.git');
    git('fork', 'remote', 'add', 'upstream', models);
    git('', 'init', '--quiet', 'by-key');
    git('by-key', 'remote', 'add', 'origin', 'git@git.example.com:ada/keys.git');
    at.place.later(60_000);
    const { repositories } = await at.place.snapshot();
    const listed = repositories.state === 'ready' ? repositories.value : [];
    expect(listed.map(({ clonedAt, url }) => [url, clonedAt])).toEqual([
      [models, 'fork'],
      [hidden, undefined],
      [codeCommit, undefined],
      [notes, 'notes'],
    ]);
    expect(JSON.stringify(repositories)).not.toContain(token);
  });

  test('is one of the first 50 that are listed, which is said, however many there are', async () => {
    for (let number = 0; number < 60; number += 1) {
      git('', 'init', '--quiet', `many/clone-${number}`);
      git(`many/clone-${number}`, 'remote', 'add', 'origin', `https://git.example.com/many/clone-${number}.git`);
    }
    at.place.later(60_000);
    const { repositories } = await at.place.snapshot();
    const listed = repositories.state === 'ready' ? repositories.value : [];
    expect(listed.filter(({ suggestedBy }) => suggestedBy === undefined)).toHaveLength(50);
    expect(repositories.notices).toContainEqual({
      code: 'uncertain',
      message: 'Only the first 50 clones that nobody suggests are listed.',
    });
  });

  test('is the suggested one where the address is only another spelling of its', async () => {
    const job = await act('clone', { url: 'https://GIT.example.com/team/models/', folder: '' });
    expect(job.target).toEqual({ kind: 'repository', url: models });
    expect((await repository(models)).clonedAt).toBe('models');
  });

  test.each([
    'http://git.example.com/team/notes.git',
    'git@git.example.com:ada/notes.git',
    'ssh://git.example.com/team/notes.git',
    'file:///home/ada/notes',
    '/home/ada/notes',
    'ext::sh -c true',
    '--upload-pack=touch x',
    'https://git.example.com',
    'https://git.example.com/',
    'https:///notes.git',
    'https://git.example.com/..',
    'https://git.example.com/team/notes git',
    'https://git.example.com/team/notes\nhelper',
    'https://git.example.com/team/.git.git',
    'https://git.example.com/team/a%0ab',
    '',
  ])('is not cloned from %j', async (url) => {
    for (const verb of ['clone', 'branches'] as const) {
      const answer = await at.place.post(`/api/repositories/${verb}`, { url, folder: '' });
      expect(answer.status).toBe(400);
      expect((await failureOf(answer)).notice.message).toContain('is not an https address of a repository');
    }
  });

  test('is not cloned from an address with a password in it, which is told nobody', async () => {
    const answer = await at.place.post('/api/repositories/clone', {
      url: `https://ada:${token}@git.example.com/team/notes.git`,
      folder: '',
    });
    const told = await failureOf(answer);
    expect([answer.status, told.notice.message]).toEqual([
      400,
      'The address of https://git.example.com/team/notes.git has a password in it.',
    ]);
    expect(JSON.stringify(told)).not.toContain(token);
    expect(existsSync(path.join(at.place.home, 'notes'))).toBe(false);
  });

  test('is not cloned from the address of a page, whose query is told nobody', async () => {
    const url = 'https://git.example.com/team/notes.git?private_token=secret';
    const answer = await at.place.post('/api/repositories/clone', { url, folder: '' });
    const told = await failureOf(answer);
    expect([answer.status, told.notice.remedy]).toEqual([400, 'Leave out “?” or “#” and what follows it.']);
    expect(JSON.stringify(told)).not.toContain('secret');
  });

  test('is cloned once into a folder, however often that is asked at once and in whatever spelling', async () => {
    const urls = [notes, 'HTTPS://git.example.com/team/notes.git', 'https://GIT.example.com/team/notes.git'];
    const answers = await Promise.all(
      urls.map((url) => at.place.post('/api/repositories/clone', { url, folder: 'once' })),
    );
    const begun = answers.filter(({ status }) => status === 202);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    expect((await at.place.ended(begun[0]!)).outcome).toMatchObject({ kind: 'done' });
    expect(existsSync(path.join(at.place.home, 'once/notes/notes.md'))).toBe(true);
  });

  test('is not found at an address that the user has typed, so that it is for them to check', async () => {
    expect(await at.told('clone', { url: 'https://git.example.com/team/nots.git', folder: '' })).toMatch(
      /Check the address, or sign in with a token\.$/,
    );
  });

  test('is not cloned into a folder whose name is too long, which is told in words', async () => {
    const url = `https://git.example.com/team/${'a'.repeat(300)}`;
    expect(await at.told('clone', { url, folder: '' })).toMatch(/can’t be used: its name is too long\./);
  });

  test('is fetched and pulled only where it is listed', async () => {
    for (const verb of ['fetch', 'pull'] as const)
      expect(await at.told(verb, { url: notes })).toContain('is not one of your repositories');
  });
});

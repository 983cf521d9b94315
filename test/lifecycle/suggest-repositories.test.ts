import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { GitServer } from './git-server';
import { LifecycleRoot, type RootOptions } from './root';
import { script, textOf } from './script';

jest.setTimeout(300_000);

const server = new GitServer();
const roots: LifecycleRoot[] = [];
let tools = '';

beforeAll(async () => {
  await server.start();
  for (const name of ['code', 'data']) server.commit(name, 'main', 'README.md', 'first');
  server.commit('data', 'release/1', 'README.md', 'released');
  tools = [server.url('code'), `${server.url('data')}#release/1`].join(' ');
}, 600_000);
afterEach(async () => {
  for (const root of roots.splice(0)) await root.remove();
});
afterAll(() => server.stop());

async function booted(options: RootOptions = {}): Promise<LifecycleRoot> {
  const root = await new LifecycleRoot({ environment: { GIT_SSL_CAINFO: '/opt/ml/git.pem' }, ...options }).boot();
  roots.push(root);
  writeFileSync(root.at('/opt/ml/git.pem'), server.certificate);
  return root;
}

const start = (root: LifecycleRoot, REPOSITORIES = tools, more: Record<string, string> = {}) =>
  root.run(script('suggest-repositories', { REPOSITORIES, ...more }));

/** Starts it and waits for its background work; what that wrote into its log. */
async function finished(root: LifecycleRoot, repositories?: string): Promise<string> {
  rmSync(log(root), { force: true });
  const { status, output } = await start(root, repositories);
  expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('in the background') });
  return ended(root);
}

const log = (root: LifecycleRoot) => path.join(root.home, '.local/state/studiolo/suggest-repositories.log');
async function ended(root: LifecycleRoot): Promise<string> {
  for (;;) {
    const text = existsSync(log(root)) ? readFileSync(log(root), 'utf8') : '';
    if (text.endsWith(': done\n')) return text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const read = (root: LifecycleRoot, name: string) =>
  readFileSync(path.join(root.home, 'repositories', name, 'README.md'), 'utf8');
async function git(root: LifecycleRoot, name: string, ...words: string[]): Promise<string> {
  const { status, output } = await root.execute(['git', '-C', `repositories/${name}`, ...words]);
  if (status !== 0) throw new Error(output);
  return output;
}
const commit = ['-c', 'user.name=ana', '-c', 'user.email=ana@example.com', 'commit', '--quiet', '-a', '-m', 'mine'];

it('clones what is missing, on the branch asked for, and brings it up to date later', async () => {
  const root = await booted();
  await finished(root);
  expect([read(root, 'code'), read(root, 'data')]).toEqual(['first', 'released']);
  expect(await git(root, 'data', 'rev-parse', '--abbrev-ref', 'HEAD')).toBe('release/1\n');
  const said = await finished(root);
  expect(said).toMatch(/code is up to date\n.*data is up to date\n/);
  server.commit('code', 'main', 'README.md', 'second');
  expect(await finished(root)).toContain('code: brought up to date');
  expect(read(root, 'code')).toBe('second');
});

it('fetches only, where the user changed, committed or checked out something', async () => {
  const root = await booted();
  await finished(root);
  await root.execute(['bash', '-c', 'echo mine >repositories/code/README.md; echo notes >repositories/code/notes.md']);
  const before = await git(root, 'code', 'status', '--porcelain');
  server.commit('code', 'main', 'README.md', 'third');
  expect(await finished(root)).toContain('code has changes: fetched only');
  expect(await git(root, 'code', 'status', '--porcelain')).toBe(before);
  expect(await git(root, 'code', 'show', 'origin/main:README.md')).toBe('third');
  await git(root, 'code', ...commit);
  expect(await finished(root)).toContain('do not fit together: fetched only');
  expect(read(root, 'code')).toBe('mine\n');
  await git(root, 'code', 'checkout', '--quiet', '-b', 'trial');
  expect(await finished(root)).toContain('code is on trial, not on main: fetched only');
  await git(root, 'code', 'checkout', '--quiet', '--detach');
  expect(await finished(root)).toContain('code is on no branch, not on main: fetched only');
});

it('makes one whole clone when several apps start at once', async () => {
  const root = await booted();
  const started = await Promise.all([start(root), start(root), start(root)]);
  expect(started.map(({ status }) => status)).toEqual([0, 0, 0]);
  await ended(root);
  expect(readdirSync(path.join(root.home, 'repositories')).toSorted()).toEqual(['code', 'data']);
  expect(await git(root, 'code', 'fsck')).toBe('');
});

it('goes on past what cannot be cloned, asks nobody for a password and leaves nothing half', async () => {
  const root = await booted();
  const said = await finished(root, [server.url('private'), server.url('missing'), server.url('code')].join(' '));
  expect(said).toContain(`private: ${server.url('private')} was not cloned`);
  expect(said).toContain('terminal prompts disabled');
  expect(said).toContain(`missing: ${server.url('missing')} was not cloned`);
  expect(readdirSync(path.join(root.home, 'repositories'))).toEqual(['code']);
});

it('takes up again what an app that ended too early left half done', async () => {
  const root = await booted();
  await root.execute(['bash', '-c', 'mkdir -p repositories/.new/.git && echo half >repositories/.new/.git/HEAD']);
  await finished(root);
  expect(readdirSync(path.join(root.home, 'repositories')).toSorted()).toEqual(['code', 'data']);
});

it("does not touch a folder of the user's under the same name", async () => {
  const root = await booted();
  await root.execute(['bash', '-c', 'mkdir -p repositories/code; echo mine >repositories/code/README.md']);
  await root.execute(['bash', '-c', 'ln -s /nowhere repositories/data']);
  const said = await finished(root);
  expect(said).toMatch(/code is no clone of .*: left alone\n.*data is no clone of .*: left alone/);
  expect(readdirSync(path.join(root.home, 'repositories/code'))).toEqual(['README.md']);
});

it('keeps the app from waiting when there is no network, and says so in the log', async () => {
  const root = await booted({ network: 'none' });
  expect(await finished(root)).toContain('was not cloned');
  expect(existsSync(path.join(root.home, 'repositories/code'))).toBe(false);
});

it('gives a clone from CodeCommit the credentials of the execution role', async () => {
  const root = await booted({ network: 'none' });
  const spy = '#!/bin/bash\\nprintf "%%s\\\\n" "$*" >>~/asked\\nexec /usr/bin/git "$@"\\n';
  await root.execute(['bash', '-c', `mkdir ~/bin; printf '${spy}' >~/bin/git; chmod +x ~/bin/git`]);
  const url = 'https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/models';
  const PATH = '/home/sagemaker-user/bin:/opt/conda/bin:/usr/local/bin:/usr/bin:/bin';
  await root.run(script('suggest-repositories', { REPOSITORIES: url }), { PATH });
  await ended(root);
  expect(readFileSync(path.join(root.home, 'asked'), 'utf8')).toContain(
    `-c credential.helper=!aws codecommit credential-helper $@ -c credential.UseHttpPath=true -- ${url} .new`,
  );
});

it.each([
  '',
  'file:///etc',
  'http://git.example.com/code.git',
  '--upload-pack=touch${IFS}/tmp/injected',
  'https://ana:secret@git.example.com/code.git',
  'https://git.example.com/code.git#--upload-pack=x',
  'https://git.example.com/$(touch${IFS}/tmp/injected)',
  "https://git.example.com/code' ; touch /tmp/injected ; '",
  'https://git.example.com/../..',
  'https://git.example.com/a/code.git https://git.example.com/b/code',
  '*',
])('clones nothing with REPOSITORIES=%p', async (repositories) => {
  const root = await booted({ network: 'none' });
  const { status, output } =
    repositories === '' ? await root.run(textOf('suggest-repositories')) : await start(root, repositories);
  expect(status).toBe(0);
  expect(output).toContain('REPOSITORIES');
  expect(output).not.toContain('in the background');
  expect(existsSync(root.at('/tmp/injected'))).toBe(false);
});

it.each(['/etc', '../other', 'a/../../b', '-x'])('clones nothing into FOLDER=%p', async (FOLDER) => {
  const root = await booted({ network: 'none' });
  expect(await start(root, tools, { FOLDER })).toMatchObject({
    status: 0,
    output: expect.stringContaining(`FOLDER is '${FOLDER}'`),
  });
  expect((await start(root, tools, { FOLDER, ENFORCE: 'yes' })).status).toBe(1);
});

it('says what is wrong with a home folder that cannot be written', async () => {
  const { status, output } = await start(await booted({ homeMode: 'read-only' }));
  expect(status).toBe(0);
  expect(output).toContain('could not be made');
});

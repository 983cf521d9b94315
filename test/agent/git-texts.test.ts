import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { gitTrouble } from '../../src/agent/git/trouble';
import { RepositoryAccess } from '../../src/protocol/repository-action';
import { GitStudio } from './git-studio';
import { failureOf } from './place';
import { inWords } from '../protocol/in-words';

// Real git beside other suites.
jest.setTimeout(120_000);

const models = 'https://git.example.com/team/models.git';
const nothing = 'https://git.example.com/team/nothing.git';
const at = new GitStudio([models, nothing]);
const { act, configure, git, gitAsking, repository, server, told } = at;

const elsewhere = mkdtempSync(path.join(os.tmpdir(), 'studiolo-bare-'));
afterAll(() => rmSync(elsewhere, { recursive: true }));

beforeAll(() => {
  server.commit('models', 'main', 'model.py', 'one\n');
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=trunk', path.join(elsewhere, 'nothing.git')]);
});

/** A repository on this machine stands for the suggested one, by the user's own configuration. */
const nothingIsHere = () => configure(`url.file://${elsewhere}/nothing.git.insteadOf`, nothing);

/** A program of this name on the path of everything that asks for it by its whole name. */
function program(text: string): string {
  const file = path.join(at.place.home, '.program');
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return file;
}

test('a clone whose folder was deleted is told as deleted, and git as what it is', async () => {
  await act('clone', { url: models, folder: '' });
  await repository(models);
  rmSync(path.join(at.place.home, 'models'), { recursive: true });
  const answer = await at.place.post('/api/repositories/pull', { url: models });
  expect([answer.status, (await failureOf(answer)).notice]).toEqual([
    404,
    { code: 'not-found', message: 'The clone of models in models no longer exists.', remedy: 'Clone it again.' },
  ]);
  expect(await repository(models)).not.toHaveProperty('clonedAt');
});

test('an empty repository is told as empty, and pulled when something comes', async () => {
  nothingIsHere();
  expect(await told('clone', { url: nothing, folder: '' })).toBe('nothing is in nothing.');
  expect((await repository(nothing)).workingTree).toMatchObject({ kind: 'known', branch: 'trunk' });
  const empty = 'nothing is empty: its server has no commits yet.';
  expect([await told('fetch', { url: nothing }), await told('pull', { url: nothing })]).toEqual([empty, empty]);

  // One's own first commit, with nothing there to compare it with.
  writeFileSync(path.join(at.place.home, 'nothing/mine.py'), 'mine\n');
  git('nothing', 'add', 'mine.py');
  git('nothing', 'commit', '--quiet', '--message', 'Mine');
  expect(await told('pull', { url: nothing })).toBe(
    'The server of nothing has no commits yet, so there is nothing to pull. Push yours: git push.',
  );
  git('nothing', 'push', '--quiet', 'origin', 'trunk');

  rmSync(path.join(at.place.home, 'nothing'), { recursive: true });
  git('', 'init', '--quiet', '--initial-branch=trunk', 'nothing');
  git('nothing', 'remote', 'add', 'origin', nothing);
  git('nothing', 'config', 'branch.trunk.remote', 'origin');
  git('nothing', 'config', 'branch.trunk.merge', 'refs/heads/trunk');
  writeFileSync(path.join(at.place.home, 'nothing/mine.py'), 'not yet committed\n');
  await repository(nothing);
  expect(await told('pull', { url: nothing })).toContain('mine.py');
  rmSync(path.join(at.place.home, 'nothing/mine.py'));
  expect(await told('pull', { url: nothing })).toBe('nothing now has what its server has.');
  expect(existsSync(path.join(at.place.home, 'nothing/mine.py'))).toBe(true);
});

test('what has been begun is named, with how it goes on, and the default branch is the server’s own', async () => {
  await act('clone', { url: models, folder: '' });
  const file = path.join(at.place.home, 'models/model.py');
  writeFileSync(file, 'mine\n');
  git('models', 'commit', '--quiet', '--all', '--message', 'Mine');
  server.commit('models', 'main', 'model.py', 'theirs\n');
  await gitAsking('models', 'fetch', '--quiet');
  const begun: [string, string[], string[], string][] = [
    ['rebase', ['rebase', 'origin/main'], ['rebase', '--abort'], 'git rebase --continue'],
    ['merge', ['merge', 'origin/main'], ['merge', '--abort'], 'git merge --abort'],
    ['cherry-pick', ['cherry-pick', 'origin/main'], ['cherry-pick', '--abort'], 'git cherry-pick --continue'],
    ['revert', ['revert', '--no-edit', 'HEAD~1'], ['revert', '--abort'], 'git revert --continue'],
  ];
  for (const [name, words, abort, goesOn] of begun) {
    expect(() => git('models', ...words)).toThrow();
    expect((await repository(models)).workingTree).toMatchObject({ operation: name, conflicts: 1 });
    const said = await told('pull', { url: models });
    expect(said).toContain(`models has an unfinished ${name}: 1 file in conflict.`);
    expect(said).toContain(goesOn);
    git('models', ...abort);
  }
  git('models', 'bisect', 'start');
  expect(await told('pull', { url: models })).toBe(
    'models has an unfinished bisect. In a terminal: git bisect reset to end it.',
  );
  git('models', 'bisect', 'reset');
  git('models', 'update-ref', 'refs/remotes/origin/trunk', 'HEAD');
  git('models', 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
  git('models', 'switch', '--quiet', '--detach');
  expect(await told('pull', { url: models })).toContain('git switch trunk');
});

test('ssh that is refused is told as that, with the address that is asked instead of the suggested one', async () => {
  configure('url.git@git.example.com:.insteadOf', 'https://git.example.com/');
  const access = await at.place.app.request(`/api/repositories/access?url=${encodeURIComponent(models)}`);
  expect(RepositoryAccess.parse(await access.json())).toEqual({ host: 'git.example.com', signIn: 'ssh-key' });
  const ssh = (text: string) => configure('core.sshCommand', `${program(`echo '${text}' >&2; exit 255`)} #`);
  const asked = 'git is configured to use git@git.example.com:team/models.git instead.';
  for (const [text, message] of [
    ['Permission denied (publickey).', 'git.example.com accepts none of the ssh keys here.'],
    [
      'git@git.example.com: Permission denied (publickey,password).',
      'git.example.com accepts none of the ssh keys here.',
    ],
    ['Host key verification failed.', 'The ssh key of git.example.com is not known here'],
    ['@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @', 'The ssh key of git.example.com has changed'],
    [
      'ssh: connect to host git.example.com port 22: Connection timed out',
      'git.example.com can’t be reached from here.',
    ],
  ] as const) {
    ssh(text);
    const said = await told('clone', { url: models, folder: '' });
    expect(said).toContain(message);
    expect(said).toContain(asked);
    expect(said).toMatch(/insteadof|ssh-keygen|VpcOnly/);
  }
  configure('core.sshCommand', path.join(at.place.home, 'absent'));
  expect(await told('clone', { url: models, folder: '' })).not.toContain('Could not read from remote repository');
  const token = await at.place.post('/api/repositories/clone', {
    url: models,
    folder: '',
    credentials: { username: 'ada', password: 'x' },
  });
  expect((await failureOf(token)).notice.message).toContain('git@git.example.com:team/models.git');
});

test('somebody else’s folder is told with git’s own remedy, which works', async () => {
  await act('clone', { url: models, folder: '' });
  const folder = path.join(at.place.home, 'models');
  for (const name of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })])
    chownSync(path.join(folder, name), 1234, 1234);
  const command = `git config --global --add safe.directory ${folder}`;
  expect((await repository(models)).workingTree).toMatchObject({
    kind: 'unknown',
    reason: expect.stringContaining('belongs to another user'),
    remedy: `If you trust it: ${command}`,
  });
  expect(await told('fetch', { url: models })).toContain(command);
  git('', ...command.split(' ').slice(1));
  expect(await told('fetch', { url: models })).toBe('models is up to date.');
});

test('Git LFS that is missing is told as that, and nothing is left of the clone', async () => {
  server.commit('models', 'lfs', '.gitattributes', '*.bin filter=lfs\n');
  server.commit('models', 'lfs', 'weights.bin', 'large\n');
  // A shell that finds no git-lfs, which this machine may have.
  configure('filter.lfs.process', 'PATH=/nowhere git-lfs filter-process');
  configure('filter.lfs.required', 'true');
  mkdirSync(path.join(at.place.home, 'here/models'), { recursive: true });
  const said = await told('clone', { url: models, folder: 'here', branch: 'lfs' });
  expect(said).toContain('This repository keeps files in Git LFS, and git-lfs is not installed here.');
  expect(readdirSync(path.join(at.place.home, 'here/models'))).toEqual([]);
  configure('filter.lfs.process', 'false');
  // Whether git still writes to a filter that ends, or sees its end first, is chance.
  expect(await told('clone', { url: models, folder: '', branch: 'lfs' })).toMatch(
    /its files could not be written: a filter in your git configuration ended early|The filter lfs in your git configuration failed/,
  );
});

test('submodules are told where a clone leaves them empty', async () => {
  server.commit('models', 'sub', '.gitmodules', '[submodule "lib"]\n\tpath = lib\n\turl = ../lib.git\n');
  expect(await told('clone', { url: models, folder: '', branch: 'sub' })).toBe('models is in models.');
  // A folder as git makes it for a submodule.
  mkdirSync(path.join(at.place.home, 'models/lib'));
  expect((await repository(models)).workingTree).toMatchObject({ emptySubmodules: 1 });
  mkdirSync(path.join(at.place.home, 'models/lib/.git'));
  expect((await repository(models)).workingTree).not.toHaveProperty('emptySubmodules');
});

test('a role that may not read from CodeCommit, or has no credentials, is told, and no token is asked for', () => {
  const about = { verb: 'clone', host: 'git-codecommit.eu-west-1.amazonaws.com', told: 'nothing' } as const;
  const refused = "fatal: unable to access 'https://git-codecommit…/': The requested URL returned error: 403\n";
  expect(gitTrouble(refused, about)).toMatchObject({ code: 'permission', action: 'codecommit:GitPull' });
  const without = 'Unable to locate credentials. You can configure credentials by running "aws configure".\n';
  const asks = "fatal: could not read Username for 'https://git-codecommit…': terminal prompts disabled\n";
  expect(inWords(gitTrouble(without + asks, about)).message).toContain('The AWS CLI could not sign in to CodeCommit');
  expect(gitTrouble(refused, { ...about, host: 'github.com' }).code).toBe('credentials');
});

test('a git that is at work, or a configuration that is broken, is told', async () => {
  await act('clone', { url: models, folder: '' });
  server.commit('models', 'main', 'next.py', 'next\n');
  writeFileSync(path.join(at.place.home, 'models/.git/index.lock'), '');
  expect(await told('pull', { url: models })).toContain('Another git is working in models');
  rmSync(path.join(at.place.home, 'models/.git/index.lock'));
  writeFileSync(path.join(at.place.home, '.gitconfig'), '[user\n');
  expect(await told('fetch', { url: models })).toContain('A git configuration can’t be read: bad config line 1');
});

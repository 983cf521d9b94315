import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { statusOf } from '../../src/agent/git/status';
import { decides } from '../../src/studio/git-configuration';
import { GitStudio } from './git-studio';
import { failureOf } from './place';
import { inWords } from '../protocol/in-words';

// Real git with some hundred configurations, beside other suites.
jest.setTimeout(300_000);

const models = 'https://git.example.com/team/models.git';
const at = new GitStudio([models]);
const { act, configure, git, gitAsking, repository, server, told } = at;

beforeAll(() => server.commit('models', 'main', 'data.csv', '1\n'));

const marker = () => path.join(at.place.home, '.marker');
/** A program that leaves a mark and then does as `cat`. */
const program = () => {
  const file = path.join(at.place.home, '.program');
  writeFileSync(file, `#!/bin/sh\necho "$0 $*" >>'${marker()}'\nexec cat\n`);
  chmodSync(file, 0o755);
  return file;
};
const clone = () => path.join(at.place.home, 'models');
const status = async () =>
  inWords(await statusOf({ whereabouts: place(), runtime: { ending: new AbortController().signal } }, clone()));
const place = () => ({ variables: { PATH: process.env['PATH'], HOME: at.place.home, GIT_CONFIG_NOSYSTEM: '1' } });

/** Makes git look into the file anew, and gives everything that reads or writes files and servers something to do. */
let touched = 978_000_000;
function touch(): void {
  touched += 1;
  utimesSync(path.join(clone(), 'data.csv'), touched, touched);
}

/** A documented key with a name in the place of what the user names. */
const plain = (key: string, name: string) => key.replace(/<[^>]*>|\*/g, name).toLowerCase();

/** The same as a line of a configuration, after that of its section. */
function written(key: string, name: string, value: string): string {
  const whole = key.replace(/<[^>]*>|\*/g, name);
  const section = whole.slice(0, whole.indexOf('.'));
  const last = whole.slice(whole.lastIndexOf('.') + 1);
  const middle = whole.slice(section.length + 1, -last.length - 1);
  // Where the name that stands for any is not one that git lets a key have.
  if (!/^[a-z][a-z0-9-]*$/i.test(last)) return '';
  return `[${section}${middle && ` "${middle}"`}]\n\t${last} = "${value}"\n`;
}

/** Keys that git documents and whose names say that a program or an address is in them. */
const telling =
  /command|cmd|program|helper|driver|process|clean|smudge|hook|editor|pager|proxy|askpass|browser|tool|path|textconv|external|fsmonitor|uploadpack|vcs|viewer|tunnel|httpd|update|insteadof|url|uri|file$/i;

const documented = execFileSync('git', ['help', '--config'], { encoding: 'utf8' })
  .split('\n')
  .filter((key) => /^\w+\./.test(key));

test('every key that this git documents has its place, and a key that is new may decide anything', () => {
  // What decides anything by choice; all others are named.
  const chosen =
    /^(include\.path|includeif\..*\.path|core\.worktree|gc\.recentobjectshook|hook\..*|extensions\.x|remote\.x\.x)$/;
  const unknown = documented.filter((key) => {
    return decides(plain(key, 'x')) === 'anything' && !chosen.test(plain(key, 'x'));
  });
  expect(unknown).toEqual([]);
  // Documented up to 2.55, and not by the git of this machine.
  for (const key of ['fetch.bundleuri', 'transfer.bundleuri', 'promisor.acceptfromserverurl', 'http.proactiveauth'])
    expect([key, decides(key)]).toEqual([key, 'server']);
  for (const key of ['gc.recentobjectshook', 'hook.jobs', 'extensions.new']) expect(decides(key)).toBe('anything');
  expect(['hook.x.command', 'core.new', 'new.key', 'remote.origin.new'].map(decides)).toEqual(
    Array.from({ length: 4 }, () => 'anything'),
  );
});

test('no key of a clone’s own configuration starts a program, whatever the panel does with the clone', async () => {
  await act('clone', { url: models, folder: '' });
  writeFileSync(path.join(clone(), '.git/info/attributes'), '* filter=x diff=x merge=x\n');
  const command = program();
  const config = path.join(clone(), '.git/config');
  const own = readFileSync(config, 'utf8');
  const keys = [...documented.filter((key) => telling.test(key)), 'filter.<driver>.process', 'hook.x.command'];
  expect(keys.length).toBeGreaterThan(60);
  // What decides is not run at all.
  const deciding = keys.filter((key) => ['files', 'anything'].includes(decides(plain(key, 'x'))));
  expect(deciding.length).toBeGreaterThan(5);
  for (const key of deciding) {
    writeFileSync(config, own + written(key, 'x', command));
    expect([key, await status()]).toEqual([key, expect.objectContaining({ kind: 'unknown' })]);
  }
  // All others at once, but for those of which git wants a number or a yes.
  let others = keys.filter((key) => !deciding.includes(key));
  for (;;) {
    const names = ['x', 'origin', 'https://git.example.com'];
    const all = others.flatMap((key) => names.map((name) => written(key, name, command)));
    writeFileSync(config, own + all.join(''));
    touch();
    const stands = await status();
    if (stands.kind === 'known') break;
    const refused = /(?:for|line|variable|value) '?(\w+\.[^\s':]+)/.exec(stands.reason)?.[1]?.toLowerCase();
    const left = others.filter((key) => !['x', 'origin'].some((name) => plain(key, name) === refused));
    if (left.length === others.length) throw new Error(stands.reason);
    others = left;
  }
  expect(others.length).toBeGreaterThan(40);
  expect(existsSync(marker())).toBe(false);
});

test('nor does it at a fetch or a pull, nor a hook, and plain git would have run them', async () => {
  await act('clone', { url: models, folder: '' });
  const command = program();
  const hooks = path.join(clone(), '.git/hooks');
  mkdirSync(hooks, { recursive: true });
  for (const hook of ['post-merge', 'post-checkout', 'reference-transaction', 'pre-auto-gc', 'fsmonitor-watchman']) {
    writeFileSync(path.join(hooks, hook), `#!/bin/sh\necho ${hook} >>'${marker()}'\n`);
    chmodSync(path.join(hooks, hook), 0o755);
  }
  server.commit('models', 'main', 'other.py', 'new\n');
  expect(await told('pull', { url: models })).toBe('models has 1 new commit.');
  expect(existsSync(marker())).toBe(false);
  server.commit('models', 'main', 'other.py', 'newer\n');
  await gitAsking('models', 'pull', '--quiet');
  expect(existsSync(marker())).toBe(true);
  rmSync(marker());
  rmSync(hooks, { recursive: true });

  const config = path.join(clone(), '.git/config');
  const own = readFileSync(config, 'utf8');
  const deciding: [string, string][] = [
    ['core.sshCommand', command],
    ['core.gitProxy', command],
    ['core.alternateRefsCommand', command],
    ['credential.helper', `!${command}`],
    ['credential.https://git.example.com.helper', `!${command}`],
    ['credential.helper', 'store --file=/tmp/taken'],
    ['remote.origin.uploadpack', command],
    ['remote.origin.vcs', 'x'],
    ['remote.origin.proxy', 'http://127.0.0.1:9'],
    ['remotes.origin', 'evil'],
    ['http.proxy', 'http://127.0.0.1:9'],
    ['http.https://git.example.com/.proxy', 'http://127.0.0.1:9'],
    ['http.extraHeader', 'X-Evil: 1'],
    ['url.https://evil.example/.insteadOf', 'https://git.example.com/'],
    ['protocol.ext.allow', 'always'],
    ['hook.x.command', command],
    ['include.path', '../evil.config'],
    ['includeIf.gitdir:/.path', '../evil.config'],
    ['remote.origin.fetch', '+refs/heads/*:refs/heads/*'],
    ['fetch.pruneTags', 'true'],
    ['core.worktree', at.place.home],
    ['new.key', command],
  ];
  for (const [key, value] of deciding) {
    writeFileSync(config, own);
    git('models', 'config', '--add', key, value);
    const answer = await at.place.post('/api/repositories/fetch', { url: models });
    const said = (await failureOf(answer)).notice.message;
    expect([key, said]).toEqual([
      key,
      expect.stringMatching(/^models\/\.git\/config sets |not the suggested repository/),
    ]);
  }
  writeFileSync(config, own);
  for (const [key, value] of [
    ['core.fsmonitor', command],
    ['core.hooksPath', path.join(at.place.home, 'hooks')],
    ['core.editor', command],
    ['core.pager', command],
    ['core.askPass', command],
    ['gc.auto', '1'],
    ['submodule.recurse', 'true'],
    ['merge.x.driver', command],
    ['merge.autoStash', 'true'],
    ['diff.external', command],
    ['diff.x.textconv', command],
  ] as const)
    git('models', 'config', '--add', key, value);
  server.commit('models', 'main', 'other.py', 'newest\n');
  touch();
  expect(await told('pull', { url: models })).toBe('models has 1 new commit.');
  for (const [key, value] of [
    ['filter.x.smudge', command],
    ['filter.x.process', command],
    ['gpg.program', command],
    ['branch.main.mergeOptions', '--squash'],
  ] as const) {
    writeFileSync(config, own);
    git('models', 'config', '--add', key, value);
    expect([key, await told('pull', { url: models })]).toEqual([
      key,
      expect.stringContaining('models/.git/config sets'),
    ]);
  }
  expect(existsSync(marker())).toBe(false);
});

test('a filter of the clone is named instead of run; one that the user has too is the user’s', async () => {
  await act('clone', { url: models, folder: '' });
  const command = program();
  writeFileSync(path.join(clone(), '.git/info/attributes'), '*.csv filter=x\n');
  git('models', 'config', 'filter.x.clean', command);
  touch();
  const { workingTree } = await repository(models);
  expect(workingTree).toMatchObject({
    kind: 'unknown',
    reason: expect.stringContaining('models/.git/config sets filter.x.clean'),
    remedy: expect.stringContaining('git config --global'),
  });
  expect(existsSync(marker())).toBe(false);
  configure('filter.x.clean', command);
  touch();
  expect((await repository(models)).workingTree).toMatchObject({ kind: 'known', changed: 0 });
  expect(existsSync(marker())).toBe(true);
});

test('a command that is told to be typed takes what the clone calls a thing for nothing but text', async () => {
  await act('clone', { url: models, folder: '' });
  git('models', 'config', `filter.$(touch '${marker()}').clean`, 'cat');
  const { workingTree } = await repository(models);
  if (workingTree?.kind !== 'unknown') throw new Error('it is obeyed');
  const command = /git config --global .*(?= …)/.exec(workingTree.remedy ?? '')?.[0] ?? '';
  const words = execFileSync('bash', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' });
  expect(words).toBe(`git\nconfig\n--global\nfilter.$(touch '${marker()}').clean\n`);
  expect(existsSync(marker())).toBe(false);
});

test('nothing is run in submodules, and a git folder elsewhere is judged as one here', async () => {
  await act('clone', { url: models, folder: '' });
  const command = program();
  const sub = path.join(clone(), 'sub');
  mkdirSync(sub);
  for (const words of [
    ['init', '--quiet'],
    ['commit', '--quiet', '--allow-empty', '--message', 's'],
    ['config', 'core.fsmonitor', command],
    ['config', 'filter.x.clean', command],
  ])
    git('models/sub', ...words);
  writeFileSync(path.join(sub, '.gitattributes'), '* filter=x\n');
  git('models', '-c', 'advice.addEmbeddedRepo=false', 'add', 'sub');
  git('models', 'commit', '--quiet', '--message', 'sub');
  rmSync(marker(), { force: true });
  writeFileSync(path.join(sub, 'new'), 'new\n');
  expect((await repository(models)).workingTree).toMatchObject({ kind: 'known', changed: 0 });
  server.commit('models', 'main', 'third.py', 'new\n');
  expect(await told('fetch', { url: models })).toBe('models: 1 commit to pull.');
  expect(existsSync(marker())).toBe(false);

  await gitAsking('', 'clone', '--quiet', models, 'apart', '--separate-git-dir', path.join(at.place.home, '.apart'));
  rmSync(clone(), { recursive: true });
  git('apart', 'config', 'filter.x.clean', command);
  expect(await repository(models)).toMatchObject({ clonedAt: 'apart', workingTree: { kind: 'unknown' } });
  // A second configuration, which a clone may have for each working folder.
  git('apart', 'config', '--unset', 'filter.x.clean');
  git('apart', 'config', 'extensions.worktreeConfig', 'true');
  expect((await repository(models)).workingTree).toMatchObject({ kind: 'known' });
  git('apart', 'config', '--worktree', 'filter.x.clean', command);
  expect((await repository(models)).workingTree).toMatchObject({ kind: 'unknown' });
  expect(existsSync(marker())).toBe(false);
});

test('what tools write into clones is in nobody’s way', async () => {
  await act('clone', { url: models, folder: '' });
  for (const [key, value] of [
    ['credential.helper', 'cache --timeout=3600'],
    ['credential.helper', 'store'],
    ['branch.main.vscode-merge-base', 'origin/main'],
    ['branch.main.rebase', 'true'],
    ['remote.origin.gh-resolved', 'base'],
    ['remote.fork.url', 'https://git.example.com/ada/models.git'],
    ['remote.fork.fetch', '+refs/heads/*:refs/remotes/fork/*'],
    ['diff.jupyternotebook.command', 'git-nbdiffdriver diff'],
    ['merge.jupyternotebook.driver', 'git-nbmergedriver merge %O %A %B %L %P'],
    ['lfs.repositoryformatversion', '0'],
    ['lfs.https://git.example.com/team/models.git/info/lfs.access', 'basic'],
    ['lfs.skipDownloadErrors', 'true'],
    ['filter.lfs.clean', 'git-lfs clean -- %f'],
    ['filter.lfs.smudge', 'git-lfs smudge --skip -- %f'],
    ['filter.lfs.process', 'git-lfs filter-process'],
    ['filter.lfs.required', 'true'],
    ['secrets.patterns', '(A3T[A-Z0-9]|AKIA)[A-Z0-9]{16}'],
    ['secrets.providers', 'git secrets --aws-provider'],
    ['github.user', 'ada'],
    ['hooks.allowNonAscii', 'true'],
    ['bash.showUntrackedFiles', 'false'],
    ['core.longPaths', 'true'],
    ['core.fsCache', 'true'],
    ['http.postBuffer', '524288000'],
    ['user.email', 'ada@home.example'],
    ['core.autocrlf', 'input'],
    ['pull.rebase', 'false'],
    ['alias.st', 'status'],
    ['gitflow.branch.master', 'main'],
  ] as const)
    git('models', 'config', '--add', key, value);
  expect((await repository(models)).workingTree?.kind).toBe('known');
  expect(await told('pull', { url: models })).toBe('models is up to date.');
});

test('git-lfs is let run as it installs itself, and nothing that it would run, or ask, for a clone', async () => {
  await act('clone', { url: models, folder: '' });
  const config = path.join(clone(), '.git/config');
  const own = readFileSync(config, 'utf8');
  const command = program();
  for (const [key, value] of [
    ['filter.lfs.clean', `git-lfs clean -- %f; ${command}`],
    ['filter.lfs.process', `./git-lfs filter-process`],
    ['filter.other.clean', 'git-lfs clean -- %f'],
    ['lfs.extension.x.clean', command],
    ['lfs.customTransfer.x.path', command],
    ['lfs.standaloneTransferAgent', 'x'],
    ['lfs.storage', at.place.home],
  ] as const) {
    writeFileSync(config, own);
    git('models', 'config', '--add', key, value);
    touch();
    expect([key, await status()]).toEqual([key, expect.objectContaining({ kind: 'unknown' })]);
  }
  // Where its files come from matters to a pull alone.
  writeFileSync(config, own);
  git('models', 'config', 'lfs.url', 'https://evil.example/');
  expect(await status()).toMatchObject({ kind: 'known' });
  expect((await failureOf(await at.place.post('/api/repositories/pull', { url: models }))).notice.message).toMatch(
    /^models\/\.git\/config sets lfs\.url/,
  );
  expect(existsSync(marker())).toBe(false);
});

test('a partial clone is read without asking its server, and pulled from that server alone', async () => {
  await gitAsking('', 'clone', '--quiet', '--filter=blob:none', models, 'models');
  const asked = server.letInCount;
  expect((await repository(models)).workingTree).toMatchObject({ kind: 'known' });
  expect(server.letInCount).toBe(asked);
  expect(await told('pull', { url: models })).toBe('models is up to date.');
  git('models', 'config', 'remote.evil.promisor', 'true');
  git('models', 'config', 'remote.evil.url', 'https://evil.example/');
  expect(await told('pull', { url: models })).toContain('sets remote.evil.promisor');
});

test('a repository around a folder that is no clone any more is left alone', async () => {
  await act('clone', { url: models, folder: '' });
  git('', 'init', '--quiet');
  git('', 'config', 'core.fsmonitor', program());
  rmSync(path.join(clone(), '.git/HEAD'));
  expect(await status()).toMatchObject({
    kind: 'unknown',
    reason: expect.stringContaining('no longer a git repository'),
  });
  expect(readdirSync(at.place.home)).not.toContain('.marker');
});

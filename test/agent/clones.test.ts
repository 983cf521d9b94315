import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { RemotesReader } from '../../src/agent/git/remotes';
import { findClones } from '../../src/agent/sources/clones';
import { repositoryIdentity } from '../../src/studio/git-address';
import { inWords } from '../protocol/in-words';

let home: string;
beforeEach(() => (home = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'studiolo-clones-')))));
afterEach(() => rmSync(home, { recursive: true }));

const variables = () => ({ PATH: process.env['PATH'], HOME: home, GIT_CONFIG_NOSYSTEM: '1' });
const git = (...words: string[]) =>
  execFileSync('git', ['-C', home, ...words], { encoding: 'utf8', env: variables(), stdio: 'pipe' });
const reader = () =>
  new RemotesReader({
    whereabouts: { variables: variables() },
    runtime: { ending: new AbortController().signal, uptime: () => 0 },
  });
const search = async (mostFolders?: number, remotes = reader()) =>
  inWords(
    await findClones(home, {
      remotesOf: (folder) => remotes.read(folder),
      ...(mostFolders !== undefined && { mostFolders }),
    }),
  );
/** The repositories that are found, by what is the same in all spellings. */
const found = async (remotes = reader()) => {
  const { clones } = await search(undefined, remotes);
  return clones.map(({ folder, remotes: all }) => [
    folder,
    ...new Set(all.flatMap(({ addresses }) => addresses.map(repositoryIdentity))),
  ]);
};
const config = (text: string) => {
  git('init', '--quiet', 'models');
  writeFileSync(path.join(home, 'models/.git/config'), `[core]\n\trepositoryformatversion = 0\n${text}`);
};
const models = 'https://git.example.com/team/models';

test.each([
  ['an inline comment', '[remote "origin"]\n\turl = https://git.example.com/team/models.git # the team’s\n'],
  ['quotes and an escape', '[remote "origin"]\n\turl = "https://git.example.com/team/mod\\\nels" ; x\n'],
  ['another case of the section and the key', '[REMOTE "origin"]\n\tURL=https://GIT.example.com/team/models/\n'],
  ['a section and key in one line', '[remote "origin"] url = ssh://git@git.example.com:2222/team/models.git\n'],
  ['scp’s way', '[remote "origin"]\n\turl = git@git.example.com:team/models.git\n'],
  ['a user and the port', '[remote "origin"]\n\turl = https://ada@git.example.com:443/team/models\n'],
  ['another remote’s name', '[remote "team"]\n\turl = https://git.example.com/team/models\n'],
  ['an included file', '[include]\n\tpath = more\n'],
])('a clone is recognised by %s', async (_, text) => {
  config(text);
  writeFileSync(
    path.join(home, 'models/.git/more'),
    '[remote "origin"]\n\turl = https://git.example.com/team/models\n',
  );
  expect(await found()).toEqual([['models', models]]);
});

test('what is not the remote of a clone is not taken for it', async () => {
  config('# [remote "origin"]\n[remote "origin"]\n\tpushurl = https://git.example.com/team/models\n');
  expect(await found()).toEqual([]);
});

test('a clone is recognised by what its address stands for, and by the name that git was told to give remotes', async () => {
  git('config', '--global', 'url.https://git.example.com/.insteadOf', 'team:');
  git('config', '--global', 'clone.defaultRemoteName', 'upstream');
  git('init', '--quiet', 'models');
  git('-C', 'models', 'remote', 'add', 'upstream', 'team:team/models');
  const { clones } = await search();
  expect(clones[0]?.remotes).toEqual([
    { name: 'upstream', addresses: ['team:team/models', 'https://git.example.com/team/models'] },
  ]);
});

test('a worktree, and a home folder that is a clone itself, hide nothing', async () => {
  git('init', '--quiet');
  git('remote', 'add', 'origin', 'https://git.example.com/ada/dotfiles');
  git('init', '--quiet', 'models');
  git('-C', 'models', 'remote', 'add', 'origin', models);
  git('-C', 'models', '-c', 'user.name=a', '-c', 'user.email=a', 'commit', '--quiet', '--allow-empty', '-m', 'x');
  git('-C', 'models', 'worktree', 'add', '--quiet', '../second');
  expect(await found()).toEqual([
    ['', 'https://git.example.com/ada/dotfiles'],
    ['models', models],
    ['second', models],
  ]);
});

test('a configuration is read again when it was written, and when the user’s own was', async () => {
  const remotes = reader();
  config(`[remote "origin"]\n\turl = ${models}\n`);
  expect(await found(remotes)).toEqual([['models', models]]);
  git('-C', 'models', 'remote', 'set-url', 'origin', 'https://git.example.com/team/other');
  expect(await found(remotes)).toEqual([['models', 'https://git.example.com/team/other']]);
  git('config', '--global', `url.${models}.insteadOf`, 'https://git.example.com/team/other');
  expect(await found(remotes)).toEqual([['models', 'https://git.example.com/team/other', models]]);
});

test('a search that ends early, and a folder that cannot be read, are told', async () => {
  for (const name of ['a', 'b', 'c']) mkdirSync(path.join(home, name, 'deeper'), { recursive: true });
  git('init', '--quiet', 'a/models');
  git('-C', 'a/models', 'remote', 'add', 'origin', models);
  expect((await search()).notices).toEqual([]);
  const early = await search(4);
  expect(early.notices).toMatchObject([
    { code: 'uncertain', message: expect.stringContaining('Only the first 4 folders were searched') },
  ]);
  // A link in a circle is passed over; one bad folder costs itself alone.
  symlinkSync('loop', path.join(home, 'loop'));
  const { clones } = await findClones(home, {
    remotesOf: (folder) => reader().read(folder),
  });
  expect(clones.map(({ folder }) => folder)).toEqual(['a/models']);
});

test('a folder of somebody else is passed over, and named', async () => {
  mkdirSync(path.join(home, 'locked'));
  chmodSync(path.join(home, 'locked'), 0);
  // Root may look into it all the same.
  const closed = process.getuid!() !== 0;
  const { notices } = await search();
  expect(notices.map(({ message }) => message)).toEqual(
    closed
      ? [
          'Clones in these folders can’t be shown, because the folders can’t be read: locked (this user may not read or write it).',
        ]
      : [],
  );
  chmodSync(path.join(home, 'locked'), 0o700);
});

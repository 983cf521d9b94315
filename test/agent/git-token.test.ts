import { createServer, type Server } from 'node:https';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { accessTo, asDestination } from '../../src/agent/git/access';
import { git as run } from '../../src/agent/git/git';
import { localIdentity } from '../lifecycle/local-identity';
import { GitStudio } from './git-studio';
import { failureOf } from './place';

// Real git beside other suites.
jest.setTimeout(60_000);

const hidden = 'https://git.example.com/team/private.git';
const token = 'glpat-s3cret';
const credentials = { username: 'ada', password: token };
const at = new GitStudio([hidden]);
const { configure, git, repository, server } = at;

beforeAll(() => server.commit('private', 'main', 'secret.py', 'weights\n'));
beforeEach(() => (server.letsIn = (username, password) => username === 'ada' && password === token));

/** Another server, which takes what it is told. */
let other: Server;
const heard: string[] = [];
beforeAll(async () => {
  other = createServer(localIdentity(), (asked, answer) => {
    heard.push(asked.headers.authorization ?? '');
    answer.writeHead(401, { 'WWW-Authenticate': 'Basic realm="x"' }).end();
  }).listen(0, '127.0.0.1');
  await once(other, 'listening');
});
afterAll(() => other.close());
const otherUrl = () => {
  const address = other.address();
  return `https://127.0.0.1:${address !== null && typeof address !== 'string' ? address.port : 0}/`;
};

const fetch = (more: object = {}) =>
  at.place.post('/api/repositories/fetch', { url: hidden, credentials: { ...credentials, ...more } });

test('a clone that leads elsewhere by its own configuration is seen as a clone, and asked by nobody', async () => {
  mkdirSync(path.join(at.place.home, 'private'));
  git('private', 'init', '--quiet');
  git('private', 'remote', 'add', 'origin', hidden);
  git('private', 'config', `url.${otherUrl()}.insteadOf`, 'https://git.example.com/');
  expect((await repository(hidden)).clonedAt).toBe('private');
  const answer = await fetch();
  expect((await failureOf(answer)).notice.message).toContain(`private/.git/config sets url.${otherUrl()}.insteadof`);
  git('private', 'config', '--remove-section', `url.${otherUrl()}`);
  // A second address, of which git asks the first only.
  git('private', 'config', '--unset', 'remote.origin.url');
  git('private', 'config', '--add', 'remote.origin.url', `${otherUrl()}x`);
  git('private', 'config', '--add', 'remote.origin.url', hidden);
  await repository(hidden);
  expect((await failureOf(await fetch())).notice.message).toContain('not the suggested repository');
  expect(heard).toEqual([]);
});

test('a token is for the server that was shown, and for no other way to the same repository', async () => {
  git('', 'init', '--quiet', 'private');
  git('private', 'remote', 'add', 'origin', 'git@git.example.com:team/private.git');
  await repository(hidden);
  expect((await failureOf(await fetch())).notice.message).toBe(
    'This clone’s remote is git.example.com (ssh), but the token is for git.example.com. The token was not sent.',
  );
  git('private', 'remote', 'set-url', 'origin', 'https://someone@GIT.example.com:443/team/private');
  await repository(hidden);
  expect((await failureOf(await fetch({ host: 'github.com' }))).notice.message).toBe(
    'git now uses git.example.com, but the token is for github.com. The token was not sent.',
  );
  const job = await at.place.ended(await fetch({ host: 'git.example.com' }));
  expect(job.outcome).toMatchObject({ kind: 'done' });
  // The user's own configuration leads elsewhere since the dialog was shown.
  configure(`url.${otherUrl()}.insteadOf`, 'https://git.example.com/');
  expect((await failureOf(await fetch({ host: 'git.example.com' }))).notice.message).toContain(
    'The token was not sent.',
  );
  expect(heard).toEqual([]);
});

test('the helper hands a token to the very protocol, host and port, and to nothing else', async () => {
  const parts = {
    whereabouts: { variables: { PATH: process.env['PATH'], HOME: at.place.home, GIT_CONFIG_NOSYSTEM: '1' } },
    runtime: { ending: new AbortController().signal },
  };
  const asked = async (destination: string, url: string) => {
    const { settings = [], inherited = '' } = await accessTo(parts, asDestination(destination), credentials);
    const helper = settings.map(([, value]) => value).find((value) => value !== '') ?? '';
    // Asked for every server, as a configuration that is not ours could have it.
    const options = { settings: [['credential.helper', helper]] as const, inherited, timeout: 10_000 };
    const { stdout } = await run(parts, ['credential', 'fill'], { ...options, stdin: `url=${url}\n\n` });
    return stdout.includes(token);
  };
  const own = 'https://git.example.com/team/private.git';
  for (const url of [own, 'https://git.example.com/', 'https://GIT.Example.com/x', 'https://git.example.com:443/x'])
    expect([url, await asked(own, url)]).toEqual([url, true]);
  for (const url of [
    'http://git.example.com/team/private.git',
    'https://git.example.com:8443/team/private.git',
    'https://git.example.com.evil.example/team/private.git',
    'https://gitxexample.com/team/private.git',
    'https://evil.example/git.example.com',
    'https://evil.example/?host=git.example.com',
  ])
    expect([url, await asked(own, url)]).toEqual([url, false]);
  expect(await asked('https://git.example.com:8443/x', 'https://git.example.com:8443/x')).toBe(true);
  expect(await asked('https://git.example.com:8443/x', 'https://git.example.com/x')).toBe(false);
});

test('a repository in which the agent happens to run has no say', async () => {
  const around = mkdtempSync(path.join(os.tmpdir(), 'studiolo-around-'));
  const before = process.cwd();
  try {
    process.chdir(around);
    await run(
      { whereabouts: { variables: process.env }, runtime: { ending: new AbortController().signal } },
      ['init', '--quiet', around],
      { timeout: 10_000, folder: around },
    );
    const config = path.join(around, '.git', 'config');
    git('', 'config', '--file', config, `url.${otherUrl()}.insteadOf`, 'https://git.example.com/');
    const access = await at.place.app.request(`/api/repositories/access?url=${encodeURIComponent(hidden)}`);
    expect(await access.json()).toMatchObject({ host: 'git.example.com' });
  } finally {
    process.chdir(before);
    rmSync(around, { recursive: true });
  }
});

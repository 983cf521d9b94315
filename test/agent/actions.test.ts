import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { Environment, EnvironmentSize } from '../../src/protocol/environment';
import { Studio } from '../emulator/studio';
import { openGate, type Gate } from './gate';
import { labEnvironment, startJupyter, type Jupyter } from './jupyter';
import { condaPrefix, failureOf, newHome, spaceMetadata, TestPlace } from './place';

// A real server starts, and other suites run beside this one.
jest.setTimeout(60_000);

let studio: Studio;
let gate: Gate;
let jupyter: Jupyter;
let place: TestPlace;
let domainId: string;
let git: Server;
let home: string;
let upstream = '';

const url = (name: string) => `https://git.example.com/acme/${name}`;

/** git's own HTTP server program, behind a plain one; git is told to look there for git.example.com. */
async function serveGit(root: string): Promise<Server> {
  const server = createServer((question, reply) => {
    const [pathInfo = '', query = ''] = (question.url ?? '').split('?');
    if (pathInfo.includes('secret')) return reply.writeHead(401, { 'www-authenticate': 'Basic realm="acme"' }).end();
    const backend = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env['PATH'],
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: pathInfo,
        QUERY_STRING: query,
        REQUEST_METHOD: question.method,
        CONTENT_TYPE: question.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: question.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(question.headers['git-protocol'] ?? ''),
      },
    });
    question.pipe(backend.stdin);
    void answered(backend).then(({ status, headers, body }) => reply.writeHead(status, headers).end(body));
    return undefined;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function answered(backend: ChildProcess) {
  const chunks: Buffer[] = [];
  backend.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(backend, 'close');
  const output = Buffer.concat(chunks);
  const split = output.indexOf('\r\n\r\n');
  const headers = Object.fromEntries(
    output
      .subarray(0, split)
      .toString()
      .split('\r\n')
      .map((line) => line.split(/: (.*)/).slice(0, 2)),
  );
  return { status: Number.parseInt(headers['Status'] ?? '200', 10), headers, body: output.subarray(split + 4) };
}

beforeAll(async () => {
  home = newHome();
  jupyter = await startJupyter(home);
  gate = await openGate(() => upstream);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SAGEMAKER: gate.url,
    AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
    AWS_SECRET_ACCESS_KEY: 'emulated',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
  const origin = path.join(newHome(), 'acme', 'models.git');
  const work = newHome();
  const run = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=ada', '-c', 'user.email=ada@acme.example', ...args], {
      cwd: work,
      stdio: 'pipe',
    });
  run('init', '--quiet', '.');
  for (let number = 0; number < 50; number += 1)
    writeFileSync(path.join(work, `model-${number}.py`), `weights = [${number}]\n`.repeat(200));
  run('add', '.');
  run('commit', '--quiet', '-m', 'models');
  run('clone', '--quiet', '--bare', '.', origin);
  git = await serveGit(path.dirname(path.dirname(origin)));
});
afterAll(async () => {
  await jupyter.close();
  await gate.close();
  git.closeAllConnections();
  await new Promise((resolve) => git.close(resolve));
});

beforeEach(async () => {
  studio = await Studio.open();
  const endpoint = await studio.client.config.endpoint?.();
  upstream = `http://${endpoint?.hostname}:${endpoint?.port}`;
  domainId = await studio.acme({
    DefaultUserSettings: {
      ExecutionRole: 'arn:aws:iam::123456789012:role/studio',
      JupyterLabAppSettings: {
        CodeRepositories: ['models', 'missing', 'secret']
          .map((name) => ({ RepositoryUrl: url(name) }))
          .concat({ RepositoryUrl: 'https://nowhere.invalid/a/b' }),
      },
    },
  });
  await studio.space(domainId, 'second', 'ada');
  await studio.launch(domainId);
  await studio.launch(domainId, { SpaceName: 'second' });
  studio.settle();
  const address = git.address();
  const port = address !== null && typeof address !== 'string' ? address.port : 0;
  const gitConfig = path.join(home, '.gitconfig');
  writeFileSync(gitConfig, `[url "http://127.0.0.1:${port}/"]\n\tinsteadOf = https://git.example.com/\n`);
  place = new TestPlace({
    metadata: spaceMetadata(domainId, 'lab'),
    server: jupyter,
    prefix: labEnvironment,
    imageVersion: '3.0.0',
    variables: { HOME: home, GIT_CONFIG_GLOBAL: gitConfig },
  });
});
afterEach(async () => {
  place.close();
  await studio.close();
});

const second = { appType: 'JupyterLab', appName: 'default', owner: { kind: 'space', spaceName: 'second' } };

test('an app that is stopped is followed until Studio says that it is deleted', async () => {
  const answer = await place.post('/api/apps/stop', { key: second });
  const during = await place.snapshot();
  expect(during.apps.state === 'ready' && during.apps.value.find(({ current }) => !current)?.status).toBe('Deleting');
  const again = await place.post('/api/apps/stop', { key: second });
  expect([again.status, (await failureOf(again)).code]).toEqual([409, 'conflict']);
  studio.settle();
  const job = await place.ended(answer);
  expect(job.outcome).toMatchObject({ kind: 'done' });
  expect((await studio.describe(domainId, 'second')).Status).toBe('Deleted');
  expect((await studio.describe(domainId)).Status).toBe('InService');
});

test("only one's own apps can be stopped", async () => {
  await studio.profile(domainId, 'ben');
  await studio.space(domainId, 'his', 'ben');
  await studio.launch(domainId, { SpaceName: 'his' });
  studio.settle();
  const answer = await place.post('/api/apps/stop', { key: { ...second, owner: { kind: 'space', spaceName: 'his' } } });
  expect([answer.status, (await failureOf(answer)).code]).toEqual([404, 'not-found']);
  expect((await studio.describe(domainId, 'his')).Status).toBe('InService');
});

test('without DeleteApp the refusal names the action', async () => {
  gate.trouble.set('DeleteApp', 'denied');
  const answer = await place.post('/api/apps/stop', { key: second });
  gate.trouble.clear();
  expect(answer.status).toBe(403);
  expect((await failureOf(answer)).notice).toMatchObject({ code: 'permission', action: 'sagemaker:DeleteApp' });
});

test('a suggested repository is cloned into the chosen folder and then known to be there', async () => {
  const labels = new Set<string>();
  const job = await place.ended(
    await place.post('/api/repositories/clone', { url: url('models'), folder: 'projects/ml' }),
    ({ progress }) => labels.add(progress.label),
  );
  expect(job.outcome).toEqual({ kind: 'done', message: 'models is in projects/ml/models.' });
  expect(readdirSync(path.join(place.home, 'projects/ml/models'))).toContain('model-7.py');
  const { repositories } = await place.snapshot();
  expect(repositories.state === 'ready' && repositories.value[0]).toMatchObject({
    name: 'models',
    clonedAt: 'projects/ml/models',
  });
  const again = await place.post('/api/repositories/clone', { url: url('models'), folder: 'projects/ml' });
  expect([again.status, (await failureOf(again)).notice.message]).toEqual([
    409,
    'The folder projects/ml/models already exists and is not empty.',
  ]);
});

test.each([
  ['missing', 'not-found', /git\.example\.com does not have this repository/],
  ['secret', 'credentials', /git\.example\.com wants you to sign in/],
])('a clone of the %s repository says why it failed and leaves nothing', async (name, code, message) => {
  const job = await place.ended(await place.post('/api/repositories/clone', { url: url(name), folder: '' }));
  expect(job.outcome).toMatchObject({ kind: 'failed', notice: { code, message: expect.stringMatching(message) } });
  expect(existsSync(path.join(place.home, name))).toBe(false);
});

test('a Git server that cannot be reached is told as such', async () => {
  const job = await place.ended(
    await place.post('/api/repositories/clone', { url: 'https://nowhere.invalid/a/b', folder: '' }),
  );
  expect(job.outcome).toMatchObject({
    kind: 'failed',
    notice: { code: 'unreachable', message: 'nowhere.invalid can’t be reached from here.' },
  });
});

test('nothing is cloned but over https, nothing pulled that is not listed, and nothing put outside of the root folder', async () => {
  const strange = await place.post('/api/repositories/clone', { url: 'ext::sh -c true', folder: '' });
  expect([strange.status, (await failureOf(strange)).code]).toEqual([400, 'bad-request']);
  const unlisted = await place.post('/api/repositories/pull', { url: 'https://evil.example/x' });
  expect([unlisted.status, (await failureOf(unlisted)).code]).toEqual([404, 'not-found']);
  const outside = newHome();
  symlinkSync(outside, path.join(place.home, 'link'));
  for (const folder of ['..', '../x', 'a/../../x', '/etc', 'link', 'link/x']) {
    const answer = await place.post('/api/repositories/clone', { url: url('models'), folder });
    expect([folder, answer.status]).toEqual([folder, 400]);
  }
  expect(readdirSync(outside)).toEqual([]);
});

test('an environment is listed, measured as du does, registered with one request, and then is a kernel', async () => {
  const envs = path.join(place.home, '.conda', 'envs');
  const python = path.join(labEnvironment, 'bin', 'python');
  const analysis = path.join(envs, 'analysis');
  execFileSync(python, ['-m', 'venv', '--without-pip', analysis]);
  // ipykernel and what it needs are those of the lab's own environment.
  const [version = ''] = readdirSync(path.join(analysis, 'lib'));
  const sitePackages = path.join('lib', version, 'site-packages');
  writeFileSync(path.join(analysis, sitePackages, 'lab.pth'), path.join(labEnvironment, sitePackages));
  condaPrefix(analysis, ['python-3.11.9-h955ad1f_0.json', 'ipykernel-6.29.5-pyh3099207_0.json']);
  condaPrefix(path.join(envs, 'plain'), ['python-3.12.1-h1_0.json']);
  mkdirSync(path.join(envs, 'no-conda'), { recursive: true });
  const listed = await place.snapshot();
  expect(
    listed.environments.state === 'ready' &&
      listed.environments.value
        .map(({ name, pythonVersion, persistent, ipykernel }) => ({ name, pythonVersion, persistent, ipykernel }))
        .filter(({ name }) => name !== 'base'),
  ).toEqual([
    { name: 'analysis', pythonVersion: '3.11.9', persistent: true, ipykernel: true },
    { name: 'plain', pythonVersion: '3.12.1', persistent: true, ipykernel: false },
  ]);
  const size = EnvironmentSize.parse(
    await (await place.app.request(`/api/environments/size?prefix=${encodeURIComponent(analysis)}`)).json(),
  );
  expect(size.bytes).toBe(Number(execFileSync('du', ['-s', '-B1', analysis]).toString().split('\t')[0]));
  const answer = await place.post('/api/environments/register', { prefix: analysis });
  const plain = await place.post('/api/environments/register', { prefix: path.join(envs, 'plain') });
  expect(plain.status).toBe(409);
  expect((await failureOf(plain)).notice.remedy).toBe(
    `Fix it in the panel, or run in a terminal: conda install -p ${path.join(envs, 'plain')} ipykernel`,
  );
  const text = await answer.text();
  expect([answer.status, text]).toEqual([200, expect.any(String)]);
  expect(Environment.parse(JSON.parse(text)).kernels).toEqual([{ name: 'analysis', displayName: 'Python (analysis)' }]);
  expect(await jupyter.call('GET', 'api/kernelspecs/analysis')).toMatchObject({ name: 'analysis' });
});

test('what is not an environment is neither measured nor registered', async () => {
  expect((await place.app.request('/api/environments/size?prefix=/etc')).status).toBe(404);
  expect((await place.app.request('/api/environments/size?prefix=etc')).status).toBe(400);
  expect((await place.post('/api/environments/register', { prefix: '/etc' })).status).toBe(404);
});

test('what does not fit is refused in words, and unknown ways are told as such', async () => {
  const answer = await place.app.request('/api/apps/stop', { method: 'POST', body: '{"key":' });
  expect([answer.status, (await failureOf(answer)).notice.message]).toEqual([
    400,
    'This request was not understood: the body is not JSON.',
  ]);
  const shape = await place.post('/api/apps/stop', { key: { ...second, appType: 'Notebook' } });
  expect((await failureOf(shape)).notice.message).toContain('key.appType');
  expect((await place.app.request('/api/nothing')).status).toBe(404);
  expect((await place.app.request('/api/jobs/none')).status).toBe(404);
  expect((await place.post('/api/repositories/clone', { url: 'x'.repeat(100_000), folder: '' })).status).toBe(400);
});

import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { ActivityReader } from '../../src/agent/sources/activity';
import { labServer } from '../../src/agent/lab-server';
import { Studio } from '../emulator/studio';
import { newHome, spaceMetadata, TestPlace } from './place';
import { inWords } from '../protocol/in-words';

// Nothing here depends on how fast the machine is.
jest.setTimeout(60_000);

/** What a Jupyter server answers to a path: a value, or a status alone. A real one gives these only at rare moments. */
let answers: Record<string, unknown>;
let lab: Server;
let url: string;
let studio: Studio;
let place: TestPlace;
let domainId: string;

const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const kernel = (id: string, part: object = {}) => ({
  id,
  name: 'python3',
  last_activity: at(-10),
  execution_state: 'busy',
  ...part,
});
const session = (name: string, of: unknown) => ({ id: `s-${name}`, path: name, name, type: 'notebook', kernel: of });
const good = session('train.ipynb', kernel('k1'));

beforeAll(async () => {
  lab = createServer((question, reply) => {
    const answer = answers[(question.url ?? '').split('?')[0]?.slice(1) ?? ''];
    const status = answer === undefined ? 404 : typeof answer === 'number' ? answer : 200;
    reply.writeHead(status, { 'content-type': 'application/json' });
    reply.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => lab.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(lab.address() as AddressInfo).port}/`;
  studio = await Studio.open({});
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SAGEMAKER: studio.url,
    AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
    AWS_SECRET_ACCESS_KEY: 'emulated',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
  domainId = await studio.acme({
    DefaultUserSettings: {
      ExecutionRole: 'arn:aws:iam::123456789012:role/studio',
      JupyterLabAppSettings: {
        AppLifecycleManagement: { IdleSettings: { LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 120 } },
      },
    },
  });
});
afterAll(async () => {
  lab.closeAllConnections();
  lab.close();
  await studio.close();
});
beforeEach(() => {
  answers = {
    'api/status': { started: at(-300) },
    'api/sessions': [good],
    'api/kernels': [kernel('k1')],
    'api/terminals': [],
    'api/kernelspecs': { kernelspecs: {} },
  };
  place = new TestPlace({
    metadata: spaceMetadata(domainId, 'lab'),
    server: { url, token: '' },
    imageVersion: '2.14.10',
  });
});
afterEach(() => place.close());

async function seen() {
  const { idle, keepAwake } = await place.snapshot();
  if (idle.state === 'missing' || keepAwake.state === 'missing') throw new Error(JSON.stringify([idle, keepAwake]));
  const { activity, verdict } = idle.value;
  return {
    activity: activity.map(({ name }) => name),
    since: verdict.kind === 'stops' ? Math.round((Date.now() - Date.parse(verdict.idleSince)) / 60_000) : verdict,
    work: keepAwake.value.work.map(({ name }) => name),
    told: [...idle.notices, ...keepAwake.notices].map(({ message }) => message),
  };
}

test('a list in order is told of without a notice', async () => {
  expect(await seen()).toEqual({ activity: ['train.ipynb'], since: 10, work: ['train.ipynb'], told: [] });
});

test.each<[string, unknown, string]>([
  ['a session without kernel', session('gone.ipynb', null), 'gone.ipynb'],
  ['a remote kernel without last activity', session('far.ipynb', { id: 'k2', name: 'spark' }), 'far.ipynb'],
  ['a moment that is none', session('odd.ipynb', kernel('k2', { last_activity: 'soon' })), 'odd.ipynb'],
  ['a session that is no object', 7, 'number 1'],
])('%s costs that session and one notice that names it; the others count', async (_, bad, name) => {
  answers['api/sessions'] = [bad, good];
  const { activity, since, work, told } = await seen();
  expect({ activity, since, work }).toEqual({ activity: ['train.ipynb'], since: 10, work: ['train.ipynb'] });
  const words = `Some of the Jupyter server’s sessions can’t be read and are left out: ${name}.`;
  expect(new Set(told)).toEqual(new Set([words]));
});

test.each<[string, unknown, RegExp]>([
  ['not found, as while one has lost its kernel', undefined, /can’t list its sessions/],
  ['forbidden', 403, /answered with status 403/],
  ['no list', {}, /is not a list/],
  ['no JSON', '[{', /not JSON/],
])('sessions that are %s are not read as none: each kernel counts, and stays work', async (_, answer, why) => {
  answers['api/sessions'] = answer;
  const { activity, since, work, told } = await seen();
  expect({ activity, since }).toEqual({ activity: ['python3 kernel'], since: 10 });
  expect(work).toEqual(['python3 (its notebook is not known)']);
  expect(told).toContainEqual(expect.stringMatching(why));
});

test('where neither sessions nor kernels can be read, no moment is named, and the reason is', async () => {
  Object.assign(answers, { 'api/sessions': 403, 'api/kernels': 403 });
  const { activity, since, told } = await seen();
  expect(activity).toEqual([]);
  expect(since).toEqual({
    kind: 'unknown',
    reason: expect.stringMatching(
      /^What was active here could not be read\. The Jupyter server answered with status 403/,
    ),
  });
  expect(told).toContainEqual(expect.stringMatching(/status 403 \(api\/kernels\)/));
});

test("a bad session alone does not make the server's start the moment to count from", async () => {
  Object.assign(answers, { 'api/sessions': [session('gone.ipynb', null)], 'api/kernels': [] });
  expect((await seen()).since).toMatchObject({ kind: 'unknown', reason: expect.stringMatching(/could not be read/) });
  answers['api/sessions'] = [];
  place.later(1_000);
  expect(await seen()).toMatchObject({ activity: ['server'], since: 300 });
});

test('a busy kernel with nothing but its id is work', async () => {
  answers['api/kernels'] = [{ id: 'k1', execution_state: 'busy' }, { name: 'no-id' }, kernel('k3')];
  answers['api/sessions'] = [good];
  const { work, told } = await seen();
  expect(work).toEqual(['train.ipynb', 'python3 without a notebook']);
  expect(told).toEqual([expect.stringMatching(/kernels can’t be read and are left out: no-id\./)]);
});

describe('a last-active file that cannot be read costs itself, as for Studio’s own check', () => {
  let folder: string;
  beforeEach(() => (folder = newHome()));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  test.each<[string, (file: string) => void, string, RegExp]>([
    ['a link in a circle', (file) => symlinkSync(file, file), '', /its links lead in a circle/],
    ['a folder', (file) => mkdirSync(file), '', /it is a folder/],
    ['below a file', (file) => writeFileSync(file, ''), 'x', /part of its path is not a folder/],
  ])('%s', async (_, prepare, below, why) => {
    prepare(path.join(folder, 'last-active'));
    const file = path.join(folder, 'last-active', below);
    const server = labServer({ url, token: '', rootDir: '/', prefix: '/' });
    const { sources, notices } = inWords(await new ActivityReader(server, file).read());
    expect(sources.map(({ name }) => name)).toEqual(['train.ipynb']);
    expect(notices).toEqual([expect.objectContaining({ message: expect.stringMatching(why) })]);
    expect(notices[0]?.message).toContain(file);
  });
});

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { AppFailure } from '../../src/protocol/launch';
import { Studio } from '../emulator/studio';
import { openGate, type Gate } from './gate';
import { failureOf, spaceMetadata, TestPlace } from './place';
import { inWords } from '../protocol/in-words';

// moto starts first, a Python program.
jest.setTimeout(60_000);

let moto: ChildProcess;
let logs: CloudWatchLogsClient;
let gate: Gate;
let studio: Studio;
let place: TestPlace;
let domainId: string;
let motoUrl: string;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

beforeAll(async () => {
  const port = await freePort();
  motoUrl = `http://127.0.0.1:${port}`;
  const tools = path.resolve(process.env['STUDIOLO_TOOLS'] ?? '.venv/tools');
  moto = spawn(path.join(tools, 'bin', 'moto_server'), ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  // Between the agent and moto, so that a refusal can be played: moto refuses nobody.
  gate = await openGate(() => motoUrl);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: gate.url,
    AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
    AWS_SECRET_ACCESS_KEY: 'emulated',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
  for (let tries = 0; tries < 300; tries += 1) {
    if (
      await fetch(`${motoUrl}/moto-api/`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      break;
    await wait(100);
  }
  logs = new CloudWatchLogsClient({ region: 'us-east-1', endpoint: motoUrl });
  studio = await Studio.open();
  process.env['AWS_ENDPOINT_URL_SAGEMAKER'] = studio.url;
  domainId = await studio.acme();
  await studio.launch(domainId);
  studio.settle();
  place = new TestPlace({ metadata: spaceMetadata(domainId, 'lab') });
});
afterAll(async () => {
  place.close();
  logs.destroy();
  await studio.close();
  await gate.close();
  moto.kill();
  await once(moto, 'exit');
});

const lab = { appType: 'JupyterLab', appName: 'default', owner: { kind: 'space', spaceName: 'lab' } };
const asked = (key: unknown) => place.app.request(`/api/apps/failure?key=${encodeURIComponent(JSON.stringify(key))}`);
const failure = async () => inWords(AppFailure.parse(await (await asked(lab)).json()));

test('the streams are named, and the last lines of those that exist are shown', async () => {
  const logGroupName = '/aws/sagemaker/studio';
  const logStreamName = `${domainId}/lab/JupyterLab/default/LifecycleConfigOnStart`;
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  const lines = Array.from({ length: 60 }, (_, number) => `line ${number}`);
  const logEvents = lines.map((message, number) => ({ message, timestamp: Date.now() - 60_000 + number }));
  await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
  const { logGroup, streams } = await failure();
  expect(logGroup).toBe('/aws/sagemaker/studio');
  expect(streams).toEqual([
    { name: logStreamName, lines: lines.slice(-40) },
    {
      name: `${domainId}/lab/JupyterLab/default`,
      lines: [],
      notice: { code: 'not-found', message: 'Nothing was logged there.' },
    },
  ]);
});

test('where they may not be read, the streams are still named, with the action to allow', async () => {
  gate.trouble.set('GetLogEvents', 'denied');
  const { streams } = await failure();
  gate.trouble.clear();
  expect(streams.map(({ name, notice }) => [name.endsWith('OnStart'), notice?.action])).toEqual([
    [true, 'logs:GetLogEvents'],
    [false, 'logs:GetLogEvents'],
  ]);
});

test('only of apps of one’s own, and only where the question can be read', async () => {
  const his = await asked({ ...lab, owner: { kind: 'space', spaceName: 'his' } });
  expect([his.status, (await failureOf(his)).code]).toEqual([404, 'not-found']);
  expect((await place.app.request('/api/apps/failure?key=lab')).status).toBe(400);
});

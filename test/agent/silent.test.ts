import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { PricesSource } from '../../src/agent/sources/prices';
import { ROLE, Studio } from '../emulator/studio';
import { newHome, spaceMetadata, TestPlace } from './place';
import { inWords } from '../protocol/in-words';

// Each ends at a limit of the agent's own: seconds, or some tens of them.
jest.setTimeout(180_000);

interface Deaf {
  url: string;
  close(): void;
}

/** Accepts every connection; answers nothing, or begins an answer that never ends. */
async function deaf(answer: 'nothing' | 'drips'): Promise<Deaf> {
  const open = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  const server: Server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    if (answer === 'nothing') return;
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000000\r\n\r\n[');
      const timer = setInterval(() => socket.write(' '), 500);
      timers.add(timer);
      socket.on('close', () => clearInterval(timer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      for (const timer of timers) clearInterval(timer);
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

let studio: Studio;
let domainId: string;
const repository = 'https://git.example.com/acme/models';
beforeAll(async () => {
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
    AWS_SECRET_ACCESS_KEY: 'emulated',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
  studio = await Studio.open({});
  const CodeRepositories = [{ RepositoryUrl: repository }];
  const IdleSettings = { LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 120 } as const;
  domainId = await studio.acme({
    DefaultUserSettings: {
      ExecutionRole: ROLE,
      JupyterLabAppSettings: { CodeRepositories, AppLifecycleManagement: { IdleSettings } },
    },
  });
  await studio.launch(domainId);
  studio.settle();
});
afterAll(() => studio.close());

describe.each(['nothing', 'drips'] as const)('where something accepts and answers %s', (answer) => {
  let far: Deaf;
  let place: TestPlace | undefined;
  beforeEach(async () => {
    far = await deaf(answer);
    process.env['AWS_ENDPOINT_URL_SAGEMAKER'] = studio.url;
    process.env['AWS_ENDPOINT_URL_PRICING'] = 'http://127.0.0.1:9';
  });
  afterEach(() => {
    place?.close();
    far.close();
  });
  const enter = (server?: string) =>
    (place = new TestPlace({
      metadata: spaceMetadata(domainId, 'lab'),
      imageVersion: '2.14.10',
      ...(server && { server: { url: server, token: '' } }),
    }));

  test('as the Jupyter server, the panel is answered, and says that what was active is not known', async () => {
    const { idle, keepAwake, thisApp } = await enter(far.url).snapshot();
    expect(thisApp).toMatchObject({ state: 'ready', value: { status: 'InService' } });
    expect(idle.state === 'ready' && idle.value.verdict.kind).toBe('unknown');
    expect(idle.notices.length).toBeGreaterThan(0);
    expect(keepAwake.notices).toContainEqual(expect.objectContaining({ code: 'unreachable' }));
  });

  test('as SageMaker, the panel is answered, each section says so, and what is asked for is refused', async () => {
    process.env['AWS_ENDPOINT_URL_SAGEMAKER'] = far.url;
    const agent = enter();
    const { apps, environments, idle, repositories } = await agent.snapshot();
    expect(environments.state).toBe('ready');
    for (const section of [apps, idle, repositories])
      expect(section.notices).toContainEqual(expect.objectContaining({ code: 'unreachable' }));
    const { status } = await agent.post('/api/spaces/open', { spaceName: 'lab' });
    expect(status).toBeGreaterThanOrEqual(400);
  });

  test('as a git remote, the question ends and is told by its cause', async () => {
    const agent = enter();
    const instead = `[url "${far.url}"]\n\tinsteadOf = https://git.example.com/\n`;
    writeFileSync(path.join(agent.home, '.gitconfig'), instead);
    const { status, body } = await agent.post('/api/repositories/branches', { url: repository });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(body)).not.toContain('fatal');
  });

  test('as the Price List, prices are those that are shipped, and the reason is told', async () => {
    process.env['AWS_ENDPOINT_URL_PRICING'] = far.url;
    const runtime = { now: () => new Date(), uptime: () => process.uptime(), random: () => 0, log: () => undefined };
    const prices = new PricesSource(runtime, 'us-west-2', newHome());
    await prices.read();
    await prices.settled();
    const { table, notices } = await prices.read();
    expect(table.source.kind).toBe('bundled');
    expect(inWords(notices)).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/^The AWS Price List did not answer/) }),
    ]);
  });
});

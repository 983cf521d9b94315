import { connect } from 'node:net';
import os from 'node:os';
import { ListDomainsCommand } from '@aws-sdk/client-sagemaker';
import { hostName } from '../../src/emulator/wire/visitor';
import { startEmulator } from './harness';
import { Program } from './program';
import { agent, refused, request } from './request';

// Processes start and end here, on a machine that may be busy.
jest.setTimeout(60_000);
let emulator: Awaited<ReturnType<typeof startEmulator>>;
const program = new Program();
beforeAll(async () => (emulator = await startEmulator()));
afterAll(async () => {
  agent.destroy();
  await emulator.close();
  await program.close();
});

const LIST = 'SageMaker.ListDomains';
const asked = (headers: Record<string, string>, url = emulator.url) => request(url, LIST, '{}', { headers });
const denied = { status: 403, body: { __type: 'AccessDeniedException', Message: expect.any(String) } };

describe('a web page that looks at this machine', () => {
  it.each(['http://evil.example', 'http://127.0.0.1:8888', 'null', ''])(
    'is refused by its origin: %j',
    async (origin) => {
      expect(await refused(asked({ origin }))).toEqual(denied);
    },
  );

  it.each([
    'evil.example',
    'evil.example:4570',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'notlocalhost',
    'localhost@evil.example',
    'evil.example/localhost',
    '0.0.0.0',
    '192.0.2.7',
    '[fe80::1]',
    'local host',
  ])('is refused by a name that only leads here: %s', async (host) => {
    expect(await refused(asked({ host }))).toEqual(denied);
  });

  it('may not ask beforehand either, nor sign in with an address that it has got', async () => {
    const [preflight, signIn] = await Promise.all([
      request(emulator.url, undefined, '', { method: 'OPTIONS', headers: { origin: 'http://evil.example' } }),
      request(`${emulator.url}/auth?token=x`, undefined, '', { method: 'GET', headers: { host: 'evil.example' } }),
    ]);
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
    expect([preflight.status, signIn.status]).toEqual([403, 403]);
    expect(JSON.parse(signIn.text)).toMatchObject({ __type: 'AccessDeniedException' });
  });

  it('makes nothing, whatever else its request says', async () => {
    const body = '{"AppImageConfigName":"theirs"}';
    const headers = { host: 'evil.example', origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' };
    expect(await refused(request(emulator.url, 'SageMaker.CreateAppImageConfig', body, { headers }))).toEqual(denied);
    const { text } = await request(emulator.url, 'SageMaker.ListAppImageConfigs', '{}');
    expect(JSON.parse(text)).toEqual({ AppImageConfigs: [] });
  });

  it('is told why in words that help whoever has a name of their own for this machine', async () => {
    const { body } = await refused(asked({ host: 'studio.house.example:4570' }));
    expect(body.Message).toContain('"studio.house.example:4570"');
    expect(body.Message).toContain('--allow-host');
  });
});

it('a request without a host is refused', async () => {
  const { port } = new URL(emulator.url);
  const answer = await new Promise<string>((resolve) => {
    let text = '';
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write('POST / HTTP/1.0\r\ncontent-length: 2\r\n\r\n{}'),
    );
    socket.on('data', (part) => (text += part)).on('close', () => resolve(text));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 403 /);
});

describe('a client on this machine', () => {
  it.each(['127.0.0.1', 'localhost', 'LOCALHOST:1', 'localhost.', '127.1.2.3:80', '[::1]:4570'])(
    'is answered by the name %s',
    async (host) => {
      expect(await asked({ host })).toMatchObject({ status: 200, text: '{"Domains":[]}' });
    },
  );
});

describe('an emulator for other machines', () => {
  const address = Object.values(os.networkInterfaces())
    .flatMap((each) => each ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

  it('answers by the names that it is told, by the one it listens on and by the address that it is reached at', async () => {
    const running = await program.start('--host', '0.0.0.0', '--allow-host', 'emulator,host.docker.internal');
    const { port } = new URL(/http:\S+/.exec(running.stdout)![0]);
    const status = async (host: string, at = '127.0.0.1') =>
      (await asked({ host: `${host}:${port}` }, `http://${at}:${port}`)).status;
    const names = ['emulator', 'host.docker.internal', '0.0.0.0', 'localhost', 'evil.example', 'docker.internal'];
    expect(await Promise.all(names.map((name) => status(name)))).toEqual([200, 200, 200, 200, 403, 403]);
    if (address !== undefined) {
      expect(await status(address, address)).toBe(200);
      expect(await status('192.0.2.7', address)).toBe(403);
    }
  });

  it('is not told names that are none', () => {
    const { code, stderr } = program.run('emulate', '--port', '0', '--allow-host', 'http://emulator');
    expect(code).toBe(2);
    expect(stderr).toContain('--allow-host takes names of hosts, separated by commas, not "http://emulator"');
  });

  it('answers unmodified clients, as always', async () => {
    const running = await program.start();
    expect((await running.client().send(new ListDomainsCommand({}))).Domains).toEqual([]);
  });
});

it.each([
  ['LocalHost:80', 'localhost'],
  ['localhost.', 'localhost'],
  ['[::1]:4570', '::1'],
  ['0x7f.1', '127.0.0.1'],
  ['a@localhost', undefined],
  ['localhost/x', undefined],
  ['localhost#x', undefined],
  ['', undefined],
  [undefined, undefined],
])('the host %j has the name %j', (host, name) => {
  expect(hostName(host)).toBe(name);
});

import { writeFileSync } from 'node:fs';
import {
  CreateImageCommand,
  DescribeImageCommand,
  ListAppsCommand,
  ListDomainsCommand,
  ListImagesCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { ChaosPlan } from '../../src/emulator/faults/chaos';
import { chaosPlan } from '../../src/emulator/faults/chaos-spec';
import { startEmulator } from './harness';
import { Program } from './program';
import { ROLE } from './studio';

// Processes start and end here, on a machine that may be busy.
jest.setTimeout(60_000);

let emulators: Awaited<ReturnType<typeof startEmulator>>[] = [];
afterEach(async () => {
  for (const emulator of emulators) await emulator.close();
  emulators = [];
});

async function clientWith(chaos: ChaosPlan): Promise<SageMakerClient> {
  const emulator = await startEmulator({ chaos });
  emulators.push(emulator);
  return emulator.client;
}

const list = new ListAppsCommand({});
const image = new CreateImageCommand({ ImageName: 'tools', RoleArn: ROLE });

/** What so many calls in turn come to: the name of each one's error, or `ok`. */
async function outcomes(client: SageMakerClient, count: number): Promise<string[]> {
  const names: string[] = [];
  for (let call = 0; call < count; call += 1) {
    names.push(
      await client.send(list).then(
        () => 'ok',
        (error: Error) => error.name,
      ),
    );
  }
  return names;
}

const share = (names: string[], name: string) => names.filter((other) => other === name).length / names.length;

it.each([
  ['throttle', { name: 'ThrottlingException', message: 'Rate exceeded', $metadata: { httpStatusCode: 400 } }],
  ['internal', { name: 'InternalFailure', $metadata: { httpStatusCode: 500 } }],
  ['unavailable', { name: 'ServiceUnavailable', $metadata: { httpStatusCode: 503 } }],
])('a %s is answered as AWS answers it, and nothing is done', async (fault, error) => {
  const client = await clientWith({ seed: 1, rates: { CreateImage: { [fault]: 1 } } });
  await expect(client.send(image)).rejects.toMatchObject(error);
  expect(await client.send(new ListImagesCommand({}))).toMatchObject({ Images: [] });
});

it('an answer that is cut leaves the client without it, and the call done', async () => {
  const client = await clientWith({ seed: 1, rates: { CreateImage: { cut: 1 } } });
  const error: unknown = await client.send(image).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toHaveProperty('$fault');
  expect(await client.send(new DescribeImageCommand({ ImageName: 'tools' }))).toMatchObject({ ImageName: 'tools' });
});

it('a slow answer comes after those of later calls, and is right', async () => {
  const client = await clientWith({ seed: 1, rates: { ListApps: { slow: { rate: 1, milliseconds: 300 } } } });
  const order: string[] = [];
  const slow = client.send(list).then((answer) => {
    order.push('slow');
    return answer;
  });
  await client.send(new ListDomainsCommand({}));
  order.push('quick');
  expect(await slow).toMatchObject({ Apps: [] });
  expect(order).toEqual(['quick', 'slow']);
});

it('happens as often as told', async () => {
  const client = await clientWith({ seed: 5, rates: { ListApps: { throttle: 0.3, internal: 0.1 } } });
  const names = await outcomes(client, 300);
  expect(share(names, 'ThrottlingException')).toBeCloseTo(0.3, 1);
  // Of those that are not throttled.
  expect(share(names, 'InternalFailure')).toBeCloseTo(0.07, 1);
});

it('is the same again for the same seed, and another for another', async () => {
  const plan = (seed: number): ChaosPlan => ({ seed, rates: { '*': { throttle: 0.5 } } });
  const first = await outcomes(await clientWith(plan(7)), 40);
  expect(await outcomes(await clientWith(plan(7)), 40)).toEqual(first);
  expect(await outcomes(await clientWith(plan(8)), 40)).not.toEqual(first);
});

it('befalls each operation as its own name says, else as * says', async () => {
  const client = await clientWith({
    seed: 1,
    rates: { '*': { throttle: 1 }, ListApps: { throttle: 0 }, ListDomains: { internal: 1 } },
  });
  await expect(client.send(list)).resolves.toMatchObject({ Apps: [] });
  await expect(client.send(new ListImagesCommand({}))).rejects.toMatchObject({ name: 'ThrottlingException' });
  await expect(client.send(new ListDomainsCommand({}))).rejects.toMatchObject({ name: 'ThrottlingException' });
});

it('is told on one line', () => {
  expect(chaosPlan('seed=7, ListApps.throttle=0.2,*.slow=0.1:800,ListApps.cut=1')).toEqual({
    seed: 7,
    rates: { ListApps: { throttle: 0.2, cut: 1 }, '*': { slow: { rate: 0.1, milliseconds: 800 } } },
  });
});

it.each(['', 'seed=x', 'ListApps=1', 'ListApps.throttle=2', 'ListApps.throttle', 'ListApps.cut=0.1:5', '*.slow=1'])(
  'says which part of the line it does not understand: %j',
  (part) => {
    expect(() => chaosPlan(`seed=1,${part}`)).toThrow(`${JSON.stringify(part)} is not understood`);
  },
);

it('is got over by a client that tries again', async () => {
  const program = new Program();
  try {
    const seed = program.at('chaos.yaml');
    writeFileSync(seed, 'chaos: { seed: 3, rates: { "*": { throttle: 0.1, unavailable: 0.2, cut: 0.1 } } }\n');
    const { url } = await program.start('--seed', seed);
    const client = new SageMakerClient({
      region: 'us-east-1',
      endpoint: url,
      maxAttempts: 12,
      credentials: { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'emulated' },
    });
    for (let call = 0; call < 10; call += 1) expect(await client.send(list)).toMatchObject({ Apps: [] });
  } finally {
    await program.close();
  }
});

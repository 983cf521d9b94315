import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { clockThatTurns, turnClock } from './clock';
import { Moto } from './moto';
import type { LifecycleRoot } from './root';
import { script } from './script';
import { throwawayRoots } from './throwaway-roots';
import { fromS3, upload } from './wheel';

jest.setTimeout(300_000);
const moto = new Moto();
const booted = throwawayRoots();
const install = script('install-studiolo', fromS3);
const installed = { status: 0, output: expect.stringContaining(`${fromS3.WHEEL} is in /opt/conda`) };
const failedOpen = (why: RegExp) => ({
  status: 0,
  output: expect.stringMatching(new RegExp(`${why.source}[^]*failed: the app starts all the same\n$`)),
});

beforeAll(async () => {
  await moto.start();
  upload(moto);
});
afterAll(() => moto.stop());

/** Whether the app's Python finds studiolo. */
const there = async (root: LifecycleRoot) => (await root.execute(['python', '-c', 'import studiolo'])).status === 0;
/** What is kept on the home volume. */
const kept = (root: LifecycleRoot) => {
  const folder = path.join(root.home, '.cache', 'studiolo');
  return existsSync(folder) ? readdirSync(folder) : [];
};

it('installs nothing but the file that has the hash, and keeps nothing else', async () => {
  const root = await booted({ environment: moto.environment });
  const wrong = { ...fromS3, SHA256: '0'.repeat(64) };
  expect(await root.run(script('install-studiolo', wrong))).toMatchObject(
    failedOpen(/is not the one whose SHA-256 is 0{64}/),
  );
  expect(kept(root)).toEqual([]);
  expect(await there(root)).toBe(false);
  const enforced = await root.run(script('install-studiolo', { ...wrong, ENFORCE: 'yes' }));
  expect(enforced).toMatchObject({
    status: 1,
    output: expect.stringContaining('ENFORCE is yes: the app does not start'),
  });
});

it('does not believe what is kept on the home volume', async () => {
  const root = await booted({ environment: moto.environment });
  await root.execute(['bash', '-c', `mkdir -p ~/.cache/studiolo && echo x > ~/.cache/studiolo/${fromS3.WHEEL}`]);
  expect(await root.run(install)).toMatchObject(installed);
  const again = await booted({ home: root.home, network: 'none' });
  expect(await again.run(install)).toMatchObject(installed);
});

it('says that S3 refuses', async () => {
  const key = JSON.parse(
    moto.aws('iam', 'create-user', '--user-name', 'u') && moto.aws('iam', 'create-access-key', '--user-name', 'u'),
  );
  const { AccessKeyId, SecretAccessKey } = key.AccessKey;
  const environment = { AWS_ACCESS_KEY_ID: AccessKeyId, AWS_SECRET_ACCESS_KEY: SecretAccessKey };
  const root = await booted({ environment: { ...moto.environment, ...environment } });
  const permissions = (requests: string) =>
    fetch(`${moto.url}/moto-api/reset-auth`, { method: 'POST', body: requests });
  await permissions('0');
  try {
    expect(await root.run(install)).toMatchObject(failedOpen(/could not be fetched from s3:.*\(403\).*Forbidden/));
  } finally {
    await permissions('1000000');
  }
  expect(await root.run(install)).toMatchObject(installed);
});

it('says that there is no network', async () => {
  const root = await booted({ network: 'none', environment: { AWS_MAX_ATTEMPTS: '1' } });
  expect(await root.run(install)).toMatchObject(failedOpen(/could not be fetched from s3:.*Could not connect/));
});

it('says that there is no room for the wheel, be it in /tmp or in the app', async () => {
  const root = await booted({ environment: moto.environment, full: ['/tmp'] });
  expect(await root.run(install)).toMatchObject(failedOpen(/could not be fetched from .*No space left on device/));
  const other = await booted({ environment: moto.environment });
  await other.run(install);
  const full = await booted({ home: other.home, full: ['/'] });
  expect(await full.run(install)).toMatchObject(failedOpen(/pip did not install .*No space left on device/));
});

it.each([{ full: ['/home/sagemaker-user'] as const }, { homeMode: 'read-only' as const }])(
  'installs though nothing can be kept on the home volume: %j',
  async (fault) => {
    const root = await booted({ environment: moto.environment, ...fault });
    const result = await root.run(install);
    expect(result).toMatchObject(installed);
    expect(result.output).toContain('cannot be written: the next start fetches');
  },
);

it('finishes what was killed half-way, wherever that was', async () => {
  const root = await booted({ environment: moto.environment });
  for (const milliseconds of [200, 500, 800, 1100, 1400, 1700]) {
    const run = root.run(install);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await root.kill();
    await run;
    await root.boot();
    expect(kept(root).filter((name) => !/^(\.new\.\w+|studiolo-.*\.whl)$/.test(name))).toEqual([]);
  }
  expect(await root.run(install)).toMatchObject({ status: 0, output: expect.stringContaining(': done in ') });
  expect(await there(root)).toBe(true);
  const recreated = await booted({ home: root.home, network: 'none' });
  expect(await recreated.run(install)).toMatchObject(installed);
});

it.each(['+400d', '-400d'])('does not mind a clock that jumps by %s while it runs', async (by) => {
  const root = await booted({ environment: { ...moto.environment, ...clockThatTurns } });
  turnClock(root, '+0');
  const run = root.run(install);
  await new Promise((resolve) => setTimeout(resolve, 400));
  turnClock(root, by);
  const result = await run;
  expect(result).toMatchObject(installed);
  const [told] = /\S+Z(?= install-studiolo: done)/.exec(result.output) ?? [];
  expect(Math.round((Date.parse(told ?? '') - Date.now()) / 86_400_000)).toBe(Number.parseInt(by));
});

it('is right when 200 starts come at once', async () => {
  const root = await booted({ environment: moto.environment });
  const results = await Promise.all(Array.from({ length: 200 }, () => root.run(install)));
  expect(results.filter(({ status, output }) => status !== 0 || !output.includes(': done in '))).toEqual([]);
  expect(results.filter(({ output }) => output.includes('is in /opt/conda'))).toHaveLength(1);
  expect(await there(root)).toBe(true);
});

it('is right when apps that share a home start at once', async () => {
  const first = await booted({ environment: moto.environment });
  const others = await Promise.all(
    Array.from({ length: 2 }, () => booted({ environment: moto.environment, home: first.home })),
  );
  const results = await Promise.all([first, ...others].map((root) => root.run(install)));
  for (const result of results) expect(result).toMatchObject(installed);
  expect(kept(first)).toEqual([fromS3.WHEEL]);
});

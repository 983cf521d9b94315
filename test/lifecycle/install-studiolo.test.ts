import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Moto } from './moto';
import type { LifecycleRoot } from './root';
import { script } from './script';
import { throwawayRoots } from './throwaway-roots';
import { fromS3, upload, wheel } from './wheel';

jest.setTimeout(300_000);
const moto = new Moto();
const booted = throwawayRoots();
const install = script('install-studiolo', fromS3);

beforeAll(async () => {
  await moto.start();
  upload(moto);
});
afterAll(() => moto.stop());

/** Whether the app's Python finds studiolo. */
const there = async (root: LifecycleRoot) => (await root.execute(['python', '-c', 'import studiolo'])).status === 0;

it('installs the wheel from S3 at the first start, and without any network from the home volume later', async () => {
  const root = await booted({ environment: moto.environment });
  const first = await root.run(install);
  expect(first.output).toContain(`fetched ${fromS3.WHEEL}`);
  expect(first).toMatchObject({ status: 0, output: expect.stringContaining(`${fromS3.WHEEL} is in /opt/conda`) });
  expect(await there(root)).toBe(true);

  const recreated = await booted({ home: root.home, network: 'none' });
  expect(await there(recreated)).toBe(false);
  const second = await recreated.run(install);
  expect(second).toMatchObject({ status: 0, output: expect.stringContaining(`${fromS3.WHEEL} is in /opt/conda`) });
  expect(second.output).not.toContain('fetched');
  expect(await there(recreated)).toBe(true);
});

it('asks S3 for nothing, and changes nothing, when it runs again in the same app', async () => {
  const root = await booted({ environment: moto.environment });
  await root.run(install);
  const asked = moto.requests.length;
  const again = await root.run(install);
  expect(again).toMatchObject({ status: 0, output: expect.stringContaining(`${fromS3.WHEEL} is there`) });
  expect(moto.requests).toHaveLength(asked);
});

it('keeps one wheel on the home volume, and leaves nothing in /tmp', async () => {
  const root = await booted({ environment: moto.environment });
  const cache = path.join(root.home, '.cache', 'studiolo');
  await root.execute([
    'bash',
    '-c',
    'mkdir -p ~/.cache/studiolo && touch ~/.cache/studiolo/studiolo-0.0.1-py3-none-any.whl',
  ]);
  await root.run(install);
  expect(readdirSync(cache)).toEqual([fromS3.WHEEL]);
  expect(statSync(path.join(cache, fromS3.WHEEL))).toMatchObject({ uid: 1000, gid: 100 });
  expect(readdirSync(root.at('/tmp')).filter((name) => !name.endsWith('.lock'))).toEqual([]);
});

it('installs from a package index, and only the file that has the hash', async () => {
  const root = await booted();
  const index = createServer(({ url = '' }, response) => {
    const file = url.endsWith(fromS3.WHEEL);
    response.setHeader('content-type', file ? 'application/octet-stream' : 'text/html');
    response.end(file ? readFileSync(wheel) : `<a href="/${fromS3.WHEEL}">${fromS3.WHEEL}</a>`);
  }).listen(0, '127.0.0.1');
  await once(index, 'listening');
  try {
    const SOURCE = `http://127.0.0.1:${(index.address() as AddressInfo).port}/simple`;
    const other = await root.run(script('install-studiolo', { ...fromS3, SOURCE, SHA256: '0'.repeat(64) }));
    expect(other).toMatchObject({ status: 0, output: expect.stringContaining('the app starts all the same') });
    expect(await there(root)).toBe(false);
    const right = await root.run(script('install-studiolo', { ...fromS3, SOURCE }));
    expect(right).toMatchObject({ status: 0, output: expect.stringContaining(`${fromS3.WHEEL} is in /opt/conda`) });
    expect(await there(root)).toBe(true);
  } finally {
    index.close();
  }
});

it('writes the settings as they were given, for root alone to change, whatever is in them', async () => {
  const root = await booted({ environment: moto.environment });
  const SETTINGS = `{"title":"'; touch /tmp/injected; echo '$(touch /tmp/injected) \`touch /tmp/injected\` \\\\ \\"é"}`;
  await root.run(script('install-studiolo', { ...fromS3, SETTINGS }));
  const file = root.at('/etc/studiolo/settings.json');
  expect(readFileSync(file, 'utf8')).toBe(`${SETTINGS}\n`);
  expect(statSync(file)).toMatchObject({ uid: 0, gid: 0, mode: 0o100644 });
  expect(readdirSync(root.at('/tmp'))).not.toContain('injected');
});

it('begins the looks in Code Editor, once, and in JupyterLab none', async () => {
  const editor = await booted({ environment: moto.environment, appType: 'CodeEditor' });
  const agents = async () => (await editor.execute(['studiolo', 'agent', 'list', '--json'])).output;
  expect(await editor.run(install)).toMatchObject({
    status: 0,
    output: expect.stringContaining('work is looked for each minute'),
  });
  const first = await agents();
  expect(JSON.parse(first)).toEqual([
    expect.objectContaining({ rootDir: '/home/sagemaker-user', looks: expect.any(String) }),
  ]);
  expect(await editor.run(install)).toMatchObject({
    status: 0,
    output: expect.stringContaining('work is looked for each minute'),
  });
  expect(await agents()).toBe(first);
  await editor.execute(['bash', '-c', 'date -u +%FT%T.000Z >/tmp/.sagemaker-last-active-timestamp']);
  const why = await editor.execute(['studiolo', 'why', '--json']);
  expect(why).toMatchObject({ status: 0, output: expect.stringContaining('"last-active-file"') });

  const lab = await booted({ environment: moto.environment });
  await lab.run(install);
  expect((await lab.execute(['studiolo', 'agent', 'list', '--json'])).output).toBe('[]\n');
});

it.each([
  ['WHEEL', { WHEEL: '../studiolo-0.1.0.whl' }],
  ['SHA256', { SHA256: 'abc' }],
])('says what %s must be', async (name, wrong) => {
  const root = await booted({ network: 'none' });
  const told = await root.run(script('install-studiolo', { ...fromS3, ...wrong }));
  expect(told).toMatchObject({ status: 0, output: expect.stringMatching(`${name} is '.*', and must be`) });
});

import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { backup, emptyBucket, log, place, stored } from './home-in-s3';
import { until } from './idle-app';
import { Moto } from './moto';
import { LifecycleRoot, type RootOptions } from './root';
import { script } from './script';

jest.setTimeout(300_000);

const moto = new Moto();
/** How many requests there were before the test. */
let before: number;
let root: LifecycleRoot;
/** Puts files into the home folder, owned by the user. */
async function homeWith(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.join(root.home, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(root.home, name), content);
  }
  await root.execute(['sudo', '-n', 'chown', '-R', '1000:100', '/home/sagemaker-user']);
}
const boot = async (options: RootOptions = {}) => {
  root = await new LifecycleRoot({ environment: moto.environment, ...options }).boot();
};
const sent = () =>
  moto.requests.slice(before).filter((request) => request.startsWith('PUT') && request.includes('/pieces/'));

beforeAll(() => moto.start(), 600_000);
beforeEach(async () => {
  await emptyBucket(moto);
  before = moto.requests.length;
});
afterEach(() => root.remove());
afterAll(() => moto.stop());

it('sends only what is new, and leaves out what it was told to', async () => {
  await boot();
  await homeWith({ 'work/a.ipynb': 'a', 'work/b.ipynb': 'b', '.cache/big': 'c', 'work/node_modules/d': 'd' });
  const first = await backup(root, { EXCLUDE: '.cache */node_modules' });
  expect(first).toMatchObject({ status: 0, output: expect.stringContaining(`to ${place}`) });
  expect(first.log).toContain('3 files and folders');
  const once = sent();

  expect((await backup(root, { EXCLUDE: '.cache */node_modules' })).log).toContain('new among that: 0 MB');
  expect(sent()).toEqual(once);

  // What is known of earlier backups may be gone or broken: then all is read, and still nothing is sent twice.
  const notes = (await root.execute(['sh', '-c', 'ls -d .cache/studiolo/*'])).output.trim();
  writeFileSync(path.join(root.home, notes), 'broken\n\n\0');
  expect((await backup(root, { EXCLUDE: '.cache */node_modules' })).log).toContain('3 files and folders');
  expect(sent()).toEqual(once);
  expect((await stored(moto, 'manifests')).length).toBeGreaterThan(0);
});

it('goes on where an app was killed, and writes the manifest when all is there', async () => {
  await boot();
  await homeWith(Object.fromEntries([1, 2, 3, 4].map((name) => [`data/${name}`, randomBytes(40 << 20)])));
  await root.run(script('backup-home', { DESTINATION: 's3://homes/studio' }));
  await until(
    () => sent().length >= 2,
    () => log(root, 'backup-home'),
  );
  await root.kill();
  expect(await stored(moto, 'manifests')).toEqual([]);

  await root.boot();
  expect((await backup(root)).log).toContain('5 files and folders, 160 MB');
  expect(await stored(moto, 'manifests')).toHaveLength(1);
  // The one that was on its way when the app was killed may have arrived or not.
  const again = sent().filter((request, index, all) => all.indexOf(request) !== index);
  expect(again.length).toBeLessThanOrEqual(1);
});

it('sends again what is not in the bucket any more', async () => {
  await boot();
  await homeWith({ 'work/a.ipynb': 'a' });
  await backup(root);
  const [piece = ''] = await stored(moto, 'pieces');
  moto.aws('s3', 'rm', `${place}/pieces/${piece}`);
  await backup(root);
  expect(await stored(moto, 'pieces')).toContain(piece);
});

it('copies what only root may read', async () => {
  await boot();
  await homeWith({ 'work/a.ipynb': 'a', secret: 's' });
  await root.execute(['sudo', '-n', 'sh', '-c', 'chmod 600 secret && chown 0:0 secret']);
  expect((await backup(root)).log).toContain('3 files and folders');
});

it('copies a home folder that cannot be written', async () => {
  await boot();
  await homeWith({ 'work/a.ipynb': 'a' });
  const environment = moto.environment;
  const app = await new LifecycleRoot({ homeMode: 'read-only', environment, home: root.home }).boot();
  expect((await backup(app)).log).toContain('2 files and folders');
  await app.remove();
});

it('copies nothing where there is no work yet, so that an older backup stays the newest', async () => {
  await boot();
  await homeWith({ '.bashrc': 'alias ll=ls' });
  expect((await backup(root)).log).toContain('nothing is copied');
  expect(await stored(moto, 'manifests')).toEqual([]);
});

it('waits until a home folder is restored', async () => {
  await boot();
  await homeWith({ 'work/a.ipynb': 'a', '.studiolo-restore/plan.json': '{}' });
  expect((await backup(root)).output).toContain('the home folder is being restored');
});

it('is made once however often the script runs', async () => {
  await boot();
  await homeWith({ data: randomBytes(30 << 20) });
  const ended = await Promise.all(
    Array.from({ length: 4 }, () => root.run(script('backup-home', { DESTINATION: 's3://homes/studio' }))),
  );
  expect(ended.filter(({ output }) => output.includes('a backup is being made already'))).toHaveLength(3);
});

it('says that S3 refuses, and lets the app start', async () => {
  await boot();
  await homeWith({ 'work/a.ipynb': 'a' });
  const nowhere = { DESTINATION: 's3://no-such-bucket' };
  expect(await backup(root, nowhere)).toMatchObject({ status: 0, output: expect.stringContaining('NoSuchBucket') });
  expect((await backup(root, { ...nowhere, ENFORCE: 'yes' })).status).toBe(1);
  expect((await backup(root, { DESTINATION: 'homes' })).output).toContain("DESTINATION is 'homes'");

  const Statement = [{ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: 'arn:aws:s3:::homes/*' }];
  moto.aws('s3api', 'put-bucket-policy', '--bucket', 'homes', '--policy', JSON.stringify({ Statement }));
  const { log: said } = await backup(root);
  expect(said).toContain('(403)');
  expect(said).toContain('the next start goes on from here');
  expect(await stored(moto, 'manifests')).toEqual([]);
});

it('says that there is no network', async () => {
  await boot({ network: 'none' });
  await homeWith({ 'work/a.ipynb': 'a' });
  expect(await backup(root)).toMatchObject({ status: 0, output: expect.stringContaining('cannot be listed') });
  expect(readFileSync(path.join(root.home, 'work/a.ipynb'), 'utf8')).toBe('a');
});

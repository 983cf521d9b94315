import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LifecycleRoot } from './root';
import { script } from './script';

const fileSystem = 'fs-0123456789abcdef0';
const mount = `/mnt/custom-file-systems/efs/${fileSystem}`;
const parameters = { FILE_SYSTEM: fileSystem };

let root: LifecycleRoot;
let link: string;
beforeEach(async () => {
  root = await new LifecycleRoot({ network: 'none' }).boot();
  link = path.join(root.home, 'shared');
}, 600_000);
afterEach(() => root.remove());

/** Does what Studio does from outside the app. */
function platform(...command: string[]): void {
  const [, pid = ''] = /^\/proc\/(\d+)\//.exec(root.at('/')) ?? [];
  const { status, stderr } = spawnSync('nsenter', ['--target', pid, '--mount', '--root', ...command]);
  if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
}

/** A file system at the place where Studio mounts EFS, whose top is as `options` say. */
function mounted(options: string): void {
  platform('mkdir', '-p', mount);
  platform('mount', '-t', 'tmpfs', '-o', options, 'efs', mount);
}

const run = (more: Record<string, string> = {}) => root.run(script('mount-shared-efs', { ...parameters, ...more }));

it('puts the file system into the home folder, once', async () => {
  mounted('mode=0777');
  expect(await run()).toMatchObject({ status: 0, output: expect.stringContaining(`shared is ${mount}\n`) });
  writeFileSync(root.at(`${mount}/plan.md`), 'ours');
  expect((await root.execute(['cat', 'shared/plan.md'])).output).toBe('ours');
  expect((await run()).output).toContain(`shared is ${mount} already`);
});

it('says what the administrator must set where nothing is mounted', async () => {
  const { status, output } = await run();
  expect(status).toBe(0);
  expect(output).toContain(`CustomFileSystemConfigs with an EFSFileSystemConfig of FileSystemId ${fileSystem}`);
  expect(output).toContain('the space needs CustomFileSystems');
  expect(() => lstatSync(link)).toThrow('ENOENT');
  // A folder of that name that is on the app's own disk is not the file system.
  platform('mkdir', '-p', mount);
  expect((await run({ ENFORCE: 'yes' })).status).toBe(1);
});

it('is not able to mount anything itself, even as root', async () => {
  const { output } = await root.execute(['sudo', '-n', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']);
  expect(output).toContain('permission denied');
});

it('says who may read a file system that the user may not', async () => {
  mounted('mode=0750,uid=10001,gid=1001');
  const { status, output } = await run();
  expect(status).toBe(0);
  expect(output).toContain(`user 1000, group 100 may not read ${mount} (owner 10001, group 1001, mode 750)`);
});

it('links what can only be read, and says that it can only be read', async () => {
  mounted('mode=0755');
  expect((await run()).output).toContain(`may read ${mount} and not write at its top (owner 0, group 0, mode 755)`);
  expect(readlinkSync(link)).toBe(mount);
});

it('leaves alone what the user has under that name', async () => {
  mounted('mode=0777');
  writeFileSync(link, 'mine');
  expect((await run()).output).toContain("shared is there and is not this script's");
  expect(readFileSync(link, 'utf8')).toBe('mine');
  rmSync(link);
  symlinkSync('/elsewhere', link);
  expect((await run({ ENFORCE: 'yes' })).status).toBe(1);
  expect(readlinkSync(link)).toBe('/elsewhere');
  mkdirSync(path.join(root.home, 'team'));
  expect((await run({ LINK_NAME: 'team' })).output).toContain('choose another LINK_NAME');
});

it('puts right its own link to another file system', async () => {
  mounted('mode=0777');
  symlinkSync('/mnt/custom-file-systems/efs/fs-00000000', link);
  expect((await run()).status).toBe(0);
  expect(readlinkSync(link)).toBe(mount);
});

it('can be run many times at once', async () => {
  mounted('mode=0777');
  const ended = await Promise.all(Array.from({ length: 20 }, () => run({ ENFORCE: 'yes' })));
  expect(ended.map(({ status }) => status)).toEqual(ended.map(() => 0));
  expect(readlinkSync(link)).toBe(mount);
});

it.each([
  ['FILE_SYSTEM', '../../etc'],
  ['FILE_SYSTEM', 'fs-$(id)'],
  ['LINK_NAME', '../shared'],
  ['LINK_NAME', '.'],
])('says of %s=%p that it cannot be that', async (name, value) => {
  mounted('mode=0777');
  expect((await run({ [name]: value })).output).toContain(`${name} is '${value}', and must be`);
});

it('says that a home folder cannot be written', async () => {
  await root.remove();
  root = await new LifecycleRoot({ network: 'none', homeMode: 'read-only' }).boot();
  mounted('mode=0777');
  expect(await run()).toMatchObject({
    status: 0,
    output: expect.stringContaining('the home folder cannot be written'),
  });
});

import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { backup, emptyBucket, everything, log, place, restore, stored } from './home-in-s3';
import { until } from './idle-app';
import { Moto, tools } from './moto';
import { LifecycleRoot, type RootOptions } from './root';
import { script } from './script';

jest.setTimeout(300_000);

const moto = new Moto();
const roots: LifecycleRoot[] = [];

async function app(options: RootOptions = {}): Promise<LifecycleRoot> {
  const root = await new LifecycleRoot({ environment: moto.environment, ...options }).boot();
  roots.push(root);
  return root;
}
/** An app whose home folder a shell made what it is, as the user, and that was backed up. */
async function backedUp(commands: string): Promise<LifecycleRoot> {
  await emptyBucket(moto);
  const root = await app();
  expect(await root.execute(['bash', '-ec', commands])).toMatchObject({ status: 0, output: '' });
  expect((await backup(root)).log).toContain('files and folders');
  return root;
}
/** Names of the pieces that were fetched since so many requests. */
const fetched = (since: number) =>
  moto.requests.slice(since).flatMap((request) => /^GET \S+\/pieces\/([^/?&]+)$/.exec(request)?.[1] ?? []);
/** What is in the bucket, read or changed as somebody who may. */
async function object(name: string, method: 'GET' | 'PUT' | 'DELETE', body?: Buffer): Promise<Buffer> {
  const address = place.replace('s3:/', moto.url);
  const headers = { authorization: 'AWS AKIATEST000000000000:signature' };
  const answer = await fetch(`${address}/${name}`, { method, headers, ...(body && { body: new Uint8Array(body) }) });
  if (!answer.ok) throw new Error(`${method} ${name}: ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

beforeAll(() => moto.start(), 600_000);
afterEach(async () => {
  for (const root of roots.splice(0)) await root.remove();
});
afterAll(() => moto.stop());

it("brings everything back as it was: modes, times, links and names, all of it the user's and nothing with an ID to take", async () => {
  const old = await backedUp(`
    mkdir -p work/'a b' work/empty work/locked .config
    echo notebook >work/a.ipynb
    touch -d '2020-01-02 03:04:05.123456789' work/a.ipynb
    ln work/a.ipynb work/'a b'/hard
    ln -s ../a.ipynb work/'a b'/soft
    ln -s /nowhere work/dangling
    echo x >work/$'line\\nbreak \\xff *'
    echo x >work/-rf
    echo run >work/run && chmod 4750 work/run
    echo shut >work/locked/file && chmod 400 work/locked/file && chmod 555 work/locked
    echo setting >.config/setting
    head -c 50000000 /dev/urandom >work/large
    echo root >work/root && sudo -n chown 0:7 work/root && sudo -n chmod 640 work/root
    mkdir work/shared && sudo -n chown 10001:1001 work/shared && sudo -n chmod 2770 work/shared`);
  const anew = await app();
  const { status, log: said } = await restore(anew);
  expect(status).toBe(0);
  expect(said).toContain('are in /home/sagemaker-user\n');
  expect(said).toContain('2 files and folders belonged to others, and belong to the user now');
  expect(said).toContain('leads outside of the home folder: the link work/dangling to /nowhere');
  rmSync(path.join(anew.home, '.studiolo-restored'));
  await old.execute(['rm', '-r', '.cache']);
  const before = (await everything(old)).replaceAll(/^([fdl]) (\d+) \d+ \d+ /gm, (_, kind, mode) => {
    return `${kind} ${String(mode).slice(-3)} 1000 100 `;
  });
  expect((await everything(anew)).split('\n').toSorted()).toEqual(before.split('\n').toSorted());
  expect(before).toContain('f 750 1000 100 ');
});

describe('a backup', () => {
  beforeAll(async () => {
    await backedUp(`
      mkdir .ssh work
      echo old | tee .bashrc .ssh/config work/plan.md >/dev/null
      echo same >.profile
      echo key >.ssh/key
      head -c 100000 /dev/urandom >work/data`);
  });

  it('puts nothing in the place of what is there', async () => {
    const anew = await app();
    await anew.execute(['bash', '-c', 'mkdir .ssh; echo new >.bashrc; echo new >.ssh/config; echo same >.profile']);
    const { log: said } = await restore(anew);
    const [beside = ''] = readdirSync(anew.home).filter((name) => name.startsWith('restored-'));
    expect(said).toContain(`what was there and differs stayed, and its copy is in /home/sagemaker-user/${beside}`);
    const lines = async (...files: string[]) => (await anew.execute(['cat', ...files])).output.split('\n').slice(0, -1);
    expect(await lines('.bashrc', '.ssh/config', '.profile', '.ssh/key', 'work/plan.md')).toEqual(
      'new new same key old'.split(' '),
    );
    expect((await anew.execute(['sh', '-c', `cd ${beside} && find . -type f | sort`])).output).toBe(
      './.bashrc\n./.ssh/config\n',
    );
  });

  it('puts a backup beside a home folder that is in use', async () => {
    const anew = await app();
    await anew.execute(['bash', '-c', 'mkdir work; echo new >work/plan.md']);
    const { log: said } = await restore(anew);
    const [beside = ''] = readdirSync(anew.home).filter((name) => name.startsWith('restored-'));
    expect(said).toContain(`are in /home/sagemaker-user/${beside}`);
    expect(readFileSync(path.join(anew.home, 'work/plan.md'), 'utf8')).toBe('new\n');
    expect(readFileSync(path.join(anew.home, beside, 'work/plan.md'), 'utf8')).toBe('old\n');
  });

  it('says that the disk is too small before it fetches anything', async () => {
    const before = moto.requests.length;
    const { status, log: said } = await restore(await app({ full: ['/home/sagemaker-user'] }));
    expect(status).toBe(0);
    expect(said).toContain('0.1 MB are needed, and 0.0 MB are free');
    expect(fetched(before)).toEqual([]);
  });

  it('notices a damaged and a lost piece before anything is moved, and goes on when they are back', async () => {
    const anew = await app();
    const [piece = ''] = await stored(moto, 'pieces');
    const right = await object(`pieces/${piece}`, 'GET');
    await object(`pieces/${piece}`, 'PUT', randomBytes(right.length));
    expect((await restore(anew)).log).toContain(`pieces/${piece} is damaged`);
    await object(`pieces/${piece}`, 'DELETE');
    expect((await restore(anew)).log).toContain('the next start goes on from here');
    expect(readdirSync(anew.home)).toEqual(['.studiolo-restore']);
    await object(`pieces/${piece}`, 'PUT', right);
    await restore(anew);
    expect(readFileSync(path.join(anew.home, 'work/plan.md'), 'utf8')).toBe('old\n');
  });

  it('is done once', async () => {
    const anew = await app();
    await restore(anew);
    rmSync(path.join(anew.home, 'work/plan.md'));
    expect((await restore(anew)).output).toContain('restored before');
    expect(existsSync(path.join(anew.home, 'work/plan.md'))).toBe(false);
    // And a backup is made again from then on.
    writeFileSync(path.join(anew.home, 'new.md'), 'new');
    expect((await backup(anew)).log).toContain('8 files and folders');
  });
});

interface Entry {
  name: string;
  mode?: number;
  type?: 'file' | 'symlink' | 'link' | 'directory' | 'character-device' | 'block-device' | 'fifo';
  linkname?: string;
}
const archiving = `
import io, json, sys, tarfile
types = {"symlink": "2", "link": "1", "character-device": "3", "block-device": "4", "directory": "5", "fifo": "6"}
with tarfile.open(fileobj=sys.stdout.buffer, mode="w|", format=tarfile.PAX_FORMAT) as archive:
    for each in json.load(sys.stdin):
        entry = tarfile.TarInfo(each["name"])
        entry.type = types.get(each.get("type"), "0").encode()
        entry.mode, entry.linkname = each.get("mode", 0o644), each.get("linkname", "")
        data = b"evil\\n" if entry.isreg() else b""
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
`;

/** Puts a backup into the bucket as somebody who may write there, not as backup-home does. */
async function forged(...groups: readonly (readonly Entry[])[]): Promise<void> {
  await emptyBucket(moto);
  const pieces: string[][] = [];
  for (const entries of groups) {
    const {
      status,
      stdout: data,
      stderr,
    } = spawnSync(path.join(tools, 'bin', 'python'), ['-c', archiving], {
      input: JSON.stringify(entries),
    });
    if (status !== 0) throw new Error(stderr.toString());
    const name = `${createHash('sha256').update(data).digest('hex')}-${data.length}`;
    await object(`pieces/${name}`, 'PUT', data);
    pieces.push([name]);
  }
  const manifest = Buffer.from(
    JSON.stringify({ home: '/h', entries: groups.flat().length, bytes: 10, groups: pieces }),
  );
  await object(
    `manifests/20990101T000000Z-${createHash('sha256').update(manifest).digest('hex')}.json`,
    'PUT',
    manifest,
  );
}

describe('a backup that was made to lead outside of the home folder', () => {
  const good = { name: 'good.txt', mode: 0o6755 };

  it.each<[string, readonly (readonly Entry[])[]]>([
    [
      'by a link of an earlier group',
      [[{ name: './x', type: 'symlink', linkname: '/outside' }], [{ name: './x/evil' }]],
    ],
    ['by a link of the same group', [[{ name: 'x', type: 'symlink', linkname: '/outside' }, { name: 'x/evil' }]]],
    [
      'by a link in the place of a folder',
      [[{ name: 'x/y/f' }], [{ name: 'x', type: 'symlink', linkname: '/outside' }], [{ name: 'x/evil' }]],
    ],
    ['by a link to the file itself', [[{ name: 'x', type: 'symlink', linkname: '/outside/evil' }], [{ name: 'x' }]]],
    [
      'by a folder in the place of a link',
      [[{ name: 'x', type: 'symlink', linkname: '/outside' }], [{ name: 'x', type: 'directory', mode: 0o777 }]],
    ],
    ['by a whole path', [[{ name: '/outside/evil' }]]],
    ['by steps up', [[{ name: '../../../outside/evil' }, { name: 'a/../../../../outside/evil' }]]],
    ['by a hard link to a whole path', [[{ name: 'x', type: 'link', linkname: '/outside/there' }], [{ name: 'x' }]]],
    [
      'by a hard link with steps up',
      [[{ name: 'x', type: 'link', linkname: '../../../outside/there' }], [{ name: 'x' }]],
    ],
    [
      'by a hard link through a link',
      [
        [
          { name: 'l', type: 'symlink', linkname: '/outside' },
          { name: 'x', type: 'link', linkname: 'l/there' },
        ],
      ],
    ],
    [
      'by a device or a pipe',
      [
        [
          { name: 'd', type: 'character-device' },
          { name: 'b', type: 'block-device' },
          { name: 'p', type: 'fifo' },
        ],
      ],
    ],
  ])('%s leads nowhere, and the rest of it is restored', async (_what, groups) => {
    await forged(...groups, [good]);
    const root = await app();
    const before = 'mkdir -m 1777 /outside && echo there >/outside/there && chmod 666 /outside/there';
    await root.execute(['sudo', '-n', 'bash', '-c', before]);
    const { status, log: said } = await restore(root);
    expect({ status, said }).toEqual({ status: 0, said: expect.stringMatching(/left out|the link x to \/outside/) });
    const listed = `find /outside -printf '%P %m %n '; cat /outside/there`;
    expect((await root.execute(['bash', '-c', listed])).output).toBe(' 1777 2 there 666 1 there\n');
    const odd = 'find ~ -perm /7000 -o ! -type f ! -type d ! -type l -o ! -user sagemaker-user';
    expect((await root.execute(['bash', '-c', odd])).output).toBe('');
    expect((await root.execute(['cat', 'good.txt'])).output).toBe('evil\n');
  });

  it('is not unpacked by root', async () => {
    await forged([good]);
    const root = await app();
    writeFileSync(root.at('/opt/ml/as-root.sh'), script('restore-home', { SOURCE: place }), { mode: 0o755 });
    const { status, output } = await root.execute(['sudo', '-n', '/opt/ml/as-root.sh']);
    expect({ status, output }).toEqual({
      status: 0,
      output: expect.stringContaining('a backup is not unpacked as root'),
    });
    expect(readdirSync(root.home)).toEqual([]);
  });
});

it('takes the newest backup, or the one that it is told to', async () => {
  const old = await backedUp('echo first >plan.md');
  const [first = ''] = await stored(moto, 'manifests');
  await until(
    () => new Date().toISOString().replaceAll(/[-:]|\..*/g, '') > first.slice(0, 15),
    () => 'time stands still',
  );
  writeFileSync(path.join(old.home, 'plan.md'), 'second\n');
  await backup(old);
  const [newest, chosen] = [await app(), await app()];
  await restore(newest);
  await restore(chosen, { MANIFEST: first });
  expect(readFileSync(path.join(newest.home, 'plan.md'), 'utf8')).toBe('second\n');
  expect(readFileSync(path.join(chosen.home, 'plan.md'), 'utf8')).toBe('first\n');
});

it('goes on where an app was killed, and fetches nothing twice that was unpacked', async () => {
  const old = await backedUp('mkdir data; for name in 1 2 3; do head -c 40000000 /dev/urandom >data/$name; done');
  const anew = await app();
  const [manifest = ''] = await stored(moto, 'manifests');
  const { groups } = JSON.parse((await object(`manifests/${manifest}`, 'GET')).toString());
  await anew.run(script('restore-home', { SOURCE: place }));
  const done = path.join(anew.home, '.studiolo-restore/done');
  await until(
    () => existsSync(done) && readFileSync(done, 'utf8').includes('\n'),
    () => log(anew, 'restore-home'),
  );
  await anew.kill();
  expect(readdirSync(anew.home)).toEqual(['.studiolo-restore']);
  const unpacked = readFileSync(done, 'utf8')
    .trim()
    .split('\n')
    .flatMap((number) => groups[Number(number)]);
  expect(unpacked.length).toBeGreaterThan(0);
  const since = moto.requests.length;
  await anew.boot();
  await restore(anew);
  const sums = ['sh', '-c', 'sha256sum data/*'];
  expect((await anew.execute(sums)).output).toBe((await old.execute(sums)).output);
  expect(fetched(since).filter((piece) => unpacked.includes(piece))).toEqual([]);
  expect(fetched(since).length).toBeGreaterThan(0);
});

it('says that there is no backup, no network or no such place, and lets the app start', async () => {
  await emptyBucket(moto);
  const anew = await app();
  mkdirSync(path.join(anew.home, 'work'));
  expect(await restore(anew)).toMatchObject({
    status: 0,
    output: expect.stringContaining('there is no finished backup'),
  });
  expect((await restore(anew, { ENFORCE: 'yes' })).status).toBe(1);
  expect((await restore(anew, { SOURCE: 's3://no-such-bucket/x' })).output).toContain('NoSuchBucket');
  expect((await restore(anew, { SOURCE: 'homes' })).output).toContain("SOURCE is 'homes'");
  expect((await restore(anew, { MANIFEST: '../x' })).output).toContain("MANIFEST is '../x'");
  const cut = await app({ network: 'none' });
  expect((await restore(cut)).output).toContain('cannot be listed');
  expect(readdirSync(anew.home)).toEqual(['work']);
});

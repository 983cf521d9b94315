import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { largestFolders } from '../../src/agent/actions/largest-folders';
import { labServer, noLabServer } from '../../src/agent/lab-server';
import { cgroupFiles } from '../../src/agent/sources/cgroup';
import { ResourceVerbs } from '../../src/agent/verbs/resource-verbs';
import { LargestFolders, Resources } from '../../src/protocol/resources';
import { inWords } from '../protocol/in-words';
import { startJupyter } from './jupyter';
import { newHome, TestPlace } from './place';

// Nothing here depends on how fast the machine is.
jest.setTimeout(180_000);

let home: string;
beforeEach(() => (home = newHome()));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const gib = 1024 ** 3;
/** Writes files, each below the home. */
function put(files: Record<string, string | number>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(home, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, String(content));
  }
}
const files = () => ({
  groups: path.join(home, 'groups'),
  self: path.join(home, 'self'),
  machineMemory: path.join(home, 'meminfo'),
});
const machine = {
  meminfo: `MemTotal:       ${64 * 1024 * 1024} kB\nMemFree: 1 kB\nMemAvailable:   ${40 * 1024 * 1024} kB\n`,
};
function resources(where = files(), server = noLabServer, variables: Record<string, string> = { PATH: '/nowhere' }) {
  const log: string[] = [];
  const runtime = {
    now: () => new Date(),
    uptime: os.uptime,
    random: () => 0,
    log: (line: string) => log.push(line),
    ending: new AbortController().signal,
  };
  const whereabouts = { ...placeOf(), variables };
  return new ResourceVerbs({ runtime, server, whereabouts }, where);
}
const placeOf = () => ({
  home,
  metadataFile: '',
  lastActiveFile: '',
  settings: { path: '', owner: 0 },
  pids: { agent: process.pid },
  condaRoots: [],
  condaEnvironmentFolders: [],
});
const memoryOf = async (verbs: ResourceVerbs) => {
  const { memory } = await verbs.read();
  if (memory.state !== 'ready') throw new Error(JSON.stringify(memory.notices));
  return memory.value;
};

describe('memory', () => {
  const none = '9223372036854771712';
  test.each([
    [
      "version 2, in a namespace of the container's own",
      {
        self: '0::/\n',
        'groups/memory.max': `${16 * gib}\n`,
        'groups/memory.current': 10 * gib,
        'groups/memory.stat': `anon 1\ninactive_file ${4 * gib}\n`,
      },
    ],
    [
      'version 2, where a group above sets the limit',
      {
        self: '0::/app/kernel\n',
        'groups/app/kernel/memory.max': 'max\n',
        'groups/app/kernel/memory.current': 1 * gib,
        'groups/app/memory.max': 16 * gib,
        'groups/app/memory.current': 6 * gib,
      },
    ],
    [
      "version 1, where the path is the host's and the container sees its own group alone",
      {
        self: '5:devices:/docker/0a1b\n4:memory:/docker/0a1b\n0::/\n',
        'groups/memory/memory.limit_in_bytes': 16 * gib,
        'groups/memory/memory.usage_in_bytes': 9 * gib,
        'groups/memory/memory.stat': `inactive_file 1\ntotal_inactive_file ${3 * gib}\n`,
      },
    ],
  ])("is the container's and not the host's: %s", async (_, group) => {
    put({ ...machine, ...group });
    expect(await memoryOf(resources())).toEqual({ usedBytes: 6 * gib, limitBytes: 16 * gib, limitOf: 'container' });
  });

  test.each([
    ['version 2', { self: '0::/\n', 'groups/memory.max': 'max\n', 'groups/memory.current': gib }],
    ['version 1', { self: '4:memory:/a\n', 'groups/memory/memory.limit_in_bytes': none }],
    ['a limit above what the machine has', { self: '0::/\n', 'groups/memory.max': 999 * gib }],
    ['no control groups', {}],
  ])("is the machine's where nothing limits the container: %s", async (_, group) => {
    put({ ...machine, ...group });
    expect(await memoryOf(resources())).toEqual({ usedBytes: 24 * gib, limitBytes: 64 * gib, limitOf: 'machine' });
  });

  test('of this very machine is what its own files tell', async () => {
    const { limitBytes, usedBytes } = await memoryOf(resources(cgroupFiles));
    expect(limitBytes).toBeGreaterThan(0);
    expect(limitBytes).toBeLessThanOrEqual(os.totalmem());
    expect(usedBytes).toBeGreaterThan(process.memoryUsage.rss() / 4);
    expect(usedBytes).toBeLessThanOrEqual(limitBytes);
  });

  test('near the limit names the notebook whose kernel holds most, with what it has started', async () => {
    const jupyter = await startJupyter(home);
    try {
      const open = (notebook: string) =>
        jupyter.call('POST', 'api/sessions', {
          path: notebook,
          name: notebook,
          type: 'notebook',
          kernel: { name: 'python3' },
        });
      await open('small.ipynb');
      const { kernel } = (await open('large.ipynb')) as { kernel: { id: string } };
      await jupyter.execute(
        kernel.id,
        'import subprocess, sys; child = subprocess.Popen([sys.executable, "-c", "held = bytearray(200_000_000); print(1, flush=True); import time; time.sleep(600)"], stdout=subprocess.PIPE); child.stdout.readline()',
      );
      put({ ...machine, self: '0::/\n', 'groups/memory.max': 10 * gib, 'groups/memory.current': 9.5 * gib });
      const server = labServer({ url: jupyter.url, token: jupyter.token, rootDir: home, prefix: '/usr' });
      const { most } = await memoryOf(resources(files(), server));
      expect(most).toMatchObject({ id: kernel.id, name: 'large.ipynb' });
      expect(most?.bytes).toBeGreaterThan(200_000_000);
    } finally {
      await jupyter.close();
    }
  });
});

describe('CPU', () => {
  test.each([
    ['version 2', { self: '0::/\n', 'groups/cpu.max': '50000 100000\n' }, 'groups/cpu.stat', 'usage_usec 1000000\n'],
    [
      'version 1',
      {
        self: '3:cpu,cpuacct:/\n',
        'groups/cpu,cpuacct/cpu.cfs_quota_us': 50_000,
        'groups/cpu,cpuacct/cpu.cfs_period_us': 100_000,
      },
      'groups/cpu,cpuacct/cpuacct.usage',
      '1000000000\n',
    ],
  ])('is what the quota allows, and what the group used: %s', async (_, group, usage, used) => {
    put({ ...machine, ...group, [usage]: used });
    const { cpu } = await resources().read();
    expect(cpu.state === 'ready' && cpu.value).toEqual({ cores: 0.5, usedCores: 0 });
  });

  test("is the machine's where there is no quota, never more than all its cores", async () => {
    put(machine);
    const { cpu } = await resources().read();
    if (cpu.state !== 'ready') throw new Error(JSON.stringify(cpu.notices));
    expect(cpu.value.cores).toBe(os.availableParallelism());
    expect(cpu.value.usedCores).toBeLessThanOrEqual(cpu.value.cores);
  });
});

describe('GPUs', () => {
  /** A program of that name that answers so. */
  const smi = (script: string) => {
    put({ 'bin/nvidia-smi': `#!/bin/sh\n${script}\n` });
    chmodSync(path.join(home, 'bin', 'nvidia-smi'), 0o755);
    return resources(files(), noLabServer, { PATH: `${path.join(home, 'bin')}:/usr/bin:/bin` });
  };

  test('are told with their memory; what a driver does not tell is left out', async () => {
    const { gpus } = await smi("printf '0, NVIDIA A10G, 37, 1024, 23028\\n1, Odd, one, [N/A], [N/A], [N/A]\\n'").read();
    expect(gpus.state === 'ready' && gpus.value).toEqual([
      {
        index: '0',
        name: 'NVIDIA A10G',
        utilization: 37,
        memory: { usedBytes: gib, bytes: 23028 * 1024 * 1024 },
      },
      { index: '1', name: 'Odd, one' },
    ]);
  });

  test('are none without nvidia-smi, and not known where it fails, while the rest is told', async () => {
    put(machine);
    expect(await resources().read()).toMatchObject({ gpus: { state: 'ready', value: [] } });
    const failing = await smi("echo 'NVIDIA-SMI has failed: no driver' >&2; exit 9").read();
    expect(inWords(failing)).toMatchObject({
      gpus: { state: 'missing', notices: [{ message: expect.stringContaining('no driver') }] },
      memory: { state: 'ready' },
    });
  });
});

describe('the home volume', () => {
  test('is what df tells of it', async () => {
    put(machine);
    const { volume } = await resources().read();
    if (volume.state !== 'ready') throw new Error(JSON.stringify(volume.notices));
    const [, size = ''] = execFileSync('df', ['-B1', '--output=size', home], { encoding: 'utf8' }).split('\n');
    expect(volume.value).toMatchObject({ folder: home, bytes: Number(size) });
    expect(volume.value.usedBytes + volume.value.freeBytes).toBeLessThanOrEqual(volume.value.bytes);
  });

  test('that is gone is told of, and the rest is told', async () => {
    put(machine);
    const verbs = resources();
    rmSync(home, { recursive: true });
    expect(inWords(await verbs.read())).toMatchObject({
      volume: { state: 'missing', notices: [{ message: expect.stringContaining(`The file system of ${home}`) }] },
      cpu: { state: 'ready' },
    });
  });

  const large = 'x'.repeat(400_000);
  const find = async () => (await largestFolders(home, () => 0)).folders.map(({ name }) => name);

  test('has its five largest folders named, the deepest that holds nearly all, none within another', async () => {
    for (const [at, name] of ['one', 'two', 'three', 'four', 'five', 'six'].entries())
      put({ [`${name}/file`]: 'x'.repeat(20_000 * (at + 1)) });
    put({ 'data/raw/2026/a': large, 'data/raw/2026/b': large, 'data/notes': 'short' });
    expect(await find()).toEqual(['data/raw/2026', 'six', 'five', 'four', 'three']);
  });

  test('counts no link twice, follows none, and skips what may have gone', async () => {
    put({ 'a/file': large, 'b/small': 'x' });
    linkSync(path.join(home, 'a/file'), path.join(home, 'a/again'));
    symlinkSync('/usr', path.join(home, 'b/usr'));
    symlinkSync('..', path.join(home, 'b/loop'));
    const { folders, whole } = await largestFolders(home, () => 0);
    expect(whole).toBe(true);
    expect(folders[0]).toMatchObject({ name: 'a' });
    expect(folders[0]?.bytes).toBeLessThan(500_000);
    expect(folders[1]).toMatchObject({ name: 'b' });
    expect(folders[1]?.bytes).toBeLessThan(50_000);
  });

  test('leaves out what is mounted in it', async () => {
    const folder = mkdtempSync('/dev/shm/studiolo-test-');
    try {
      writeFileSync(path.join(folder, 'file'), large);
      const { folders } = await largestFolders('/dev', () => 0);
      expect(folders.filter(({ name }) => name.startsWith('shm'))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('is told as far as it was seen when time is up', async () => {
    put({ 'a/file': large, 'a/deep/file': large });
    let asked = 0;
    const { folders, whole } = await largestFolders(home, () => (asked++ > 3 ? 30_000 : 0));
    expect(whole).toBe(false);
    expect(folders.every(({ bytes }) => bytes < 500_000)).toBe(true);
  });
});

test('both questions are answered outside Studio too', async () => {
  const place = new TestPlace();
  try {
    const told = Resources.parse(await (await place.app.request('/api/resources')).json());
    expect(told.volume.state).toBe('ready');
    const found = LargestFolders.parse(await (await place.app.request('/api/volume/folders')).json());
    expect(found).toMatchObject({ folder: place.home, whole: true });
  } finally {
    place.close();
  }
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bombs } from './corpus/bombs';
import { program } from './publishing';

// Some are large once they are unpacked, and the machine may be busy.
jest.setTimeout(600_000);

const mostKilobytes = 300e6 / 1024;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'studiolo-bomb-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Verifies in a process of its own. Returns how it ended, and its peak resident memory in KiB. */
function verify(source: string) {
  const peak = path.join(folder, 'peak');
  const hook = path.join(folder, 'peak.cjs');
  // Not the peak of resource usage: that has in it what the process was forked from.
  const write = `require('node:fs').writeFileSync(${JSON.stringify(peak)}, require('node:fs').readFileSync('/proc/self/status'))`;
  writeFileSync(hook, `process.on('exit', () => ${write});`);
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    ['--require', hook, program(), 'image', 'verify', source],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  return { status, stderr, stdout, kilobytes: Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(peak, 'utf8'))?.[1]) };
}

it.each(bombs)('$name is read or refused in less than 300 MB', async ({ write }) => {
  const { status, stderr, stdout, kilobytes } = verify(await write(folder));
  // 1: read, and judged not to fit; 3: not read. Never a crash, whose stack would be printed.
  expect(stderr).not.toMatch(/^\s+at /m);
  expect([1, 3]).toContain(status);
  expect(stderr.length + stdout.length).toBeLessThan(100_000);
  expect(kilobytes).toBeLessThan(mostKilobytes);
});

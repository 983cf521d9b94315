import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bytesOfFile, textOfFile } from '../../../src/admin/named-files/named-file';
import { UnusableFile } from '../../../src/admin/named-files/unusable-file';

const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-named-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => path.join(folder, name);

/** What is told of a file with these bytes, or with what was made in its place. */
async function told(what: Uint8Array | ((file: string) => unknown), most?: number): Promise<string> {
  const file = at('people.csv');
  rmSync(file, { force: true, recursive: true });
  await (typeof what === 'function' ? what(file) : writeFileSync(file, what));
  const error: unknown = await textOfFile(file, most).then(
    () => undefined,
    (one: unknown) => one,
  );
  if (!(error instanceof UnusableFile)) throw error ?? new Error('it was read');
  return error.said('people.csv');
}

test('a file is read as the text that it is, with or without a byte order mark and at its largest', async () => {
  writeFileSync(at('a'), 'Zoë, 日本, 🦙\n');
  await expect(textOfFile(at('a'))).resolves.toBe('Zoë, 日本, 🦙\n');
  writeFileSync(at('a'), '\ufeffname\n');
  await expect(textOfFile(at('a'))).resolves.toBe('\ufeffname\n');
  writeFileSync(at('a'), '');
  await expect(textOfFile(at('a'))).resolves.toBe('');
  writeFileSync(at('a'), 'x'.repeat(100));
  await expect(textOfFile(at('a'), 100)).resolves.toHaveLength(100);
  symlinkSync(at('a'), at('link'));
  await expect(bytesOfFile(at('link'))).resolves.toHaveLength(100);
});

test.each<[string, Uint8Array, string]>([
  ['Latin-1', Buffer.from('a\nb\nZo\xeb\n', 'latin1'), ':3 cannot be read: it is not text in UTF-8; save it as UTF-8'],
  ['a sign cut in two', Buffer.from('a\nZoë').subarray(0, 5), ':2 cannot be read: it is not text in UTF-8'],
  ['half of a pair', Buffer.from([0x61, 0xed, 0xa0, 0x80]), ':1 cannot be read: it is not text in UTF-8'],
  ['UTF-16, the little end first', Buffer.from('\ufeffname\n', 'utf16le'), ':1 cannot be read: it is text in UTF-16'],
  [
    'UTF-16, the big end first',
    Buffer.from('\ufeffname\n', 'utf16le').swap16(),
    ':1 cannot be read: it is text in UTF-16',
  ],
  ['UTF-16 without a mark', Buffer.from('name\n', 'utf16le'), ':1 cannot be read: it has a NUL byte'],
  ['a program', Buffer.from('\x7fELF\n\n\0\x01', 'latin1'), ':3 cannot be read: it has a NUL byte'],
])('%s is no text, and its first line that is none is told', async (_what, bytes, why) => {
  expect(await told(bytes)).toMatch(`people.csv${why}`);
});

test('what is no file, or larger than it may be, is told without being read', async () => {
  expect(await told((file) => mkdirSync(file))).toBe('people.csv cannot be read: it is not a file, but a folder');
  expect(await told((file) => execFileSync('mkfifo', [file]))).toBe(
    'people.csv cannot be read: it is not a file, but a pipe',
  );
  expect(await told((file) => symlinkSync('/dev/zero', file))).toMatch(/it is not a file, but a device$/);
  expect(await told((file) => symlinkSync(file, file))).toMatch(/it is a link that leads to itself$/);
  expect(await told((file) => symlinkSync(at('nowhere'), file))).toMatch(/there is no such file$/);
  const server = createServer();
  await told((file) => new Promise<void>((resolve) => server.listen(file, resolve))).then((text) =>
    expect(text).toMatch(/it is not a file, but a socket/),
  );
  server.close();
  expect(await told(Buffer.alloc(3 * 1024 * 1024, 'x'), 1024 * 1024)).toBe(
    'people.csv cannot be read: it has 3 MB, and may have 1 MB',
  );
  writeFileSync(at('a'), '');
  await expect(textOfFile(path.join(at('a'), 'b'))).rejects.toThrow('what should be a folder on its path is a file');
});

import { execFile } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const program = process.env['STUDIOLO_CLI'] ?? path.resolve(__dirname, '../../dist/studiolo.cjs');
const inOrder = `studio: "acme"   # whose\naccount:  '123456789012'\nregion: us-east-1\n\ndomains: {d-one: {idle: 2h}}`;
const mixed = `region: us-east-1\r\nstudio: "acme"\r\naccount: '123456789012'\r\ndomains: {d-one: {idle: 2h}}\r\n`;
const put = `studio: "acme"\r\naccount: '123456789012'\r\nregion: us-east-1\r\ndomains: {d-one: {idle: 2h}}\r\n`;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'studiolo-format-'));
  file = path.join(folder, 'studio.yaml');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The exit code of `studiolo format`, and what it says. */
const format = (...words: string[]) =>
  new Promise<{ code: unknown; said: string }>((resolve) => {
    const env = { PATH: process.env['PATH'], HOME: folder };
    execFile(process.execPath, [program, 'format', ...words], { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, said: `${stdout}${stderr}`.replace(/^studiolo: /, '').trim() }),
    );
  });

test('a file that is in order is not written', async () => {
  writeFileSync(file, inOrder);
  const before = statSync(file, { bigint: true });
  for (const words of [[], ['--check'], [file]])
    expect(await format(...words)).toEqual({
      code: 0,
      said: `${words[0] === file ? file : 'studio.yaml'}: is in order`,
    });
  expect(readFileSync(file, 'utf8')).toBe(inOrder);
  const after = statSync(file, { bigint: true });
  expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
});

test('a file is put in order behind a link, with its rights, and nothing is left beside it', async () => {
  const link = path.join(folder, 'link.yaml');
  writeFileSync(file, mixed);
  writeFileSync(`${file}.new`, 'somebody’s own');
  chmodSync(file, 0o640);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(file, 65_534, 65_534);
  const { uid, gid } = statSync(file);
  symlinkSync('studio.yaml', link);
  expect(await format('link.yaml', '--check')).toEqual({ code: 3, said: 'link.yaml: would be rewritten' });
  expect(readFileSync(file, 'utf8')).toBe(mixed);
  expect(await format('link.yaml')).toEqual({ code: 0, said: 'link.yaml: rewritten' });
  expect(readFileSync(file, 'utf8')).toBe(put);
  expect(statSync(file)).toMatchObject({ uid, gid, mode: 0o100640 });
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readdirSync(folder).toSorted()).toEqual(['link.yaml', 'studio.yaml', 'studio.yaml.new']);
  expect(readFileSync(`${file}.new`, 'utf8')).toBe('somebody’s own');
  expect(await format('link.yaml', '--check')).toEqual({ code: 0, said: 'link.yaml: is in order' });
});

test.each([
  [
    'a section twice',
    `${mixed}region: us-east-1\n`,
    2,
    'the file has a mistake:\nstudio.yaml:5:1: region: stands twice',
  ],
  [
    'a section that there is not',
    `domain: {}\n${mixed}`,
    2,
    'the file has a mistake:\nstudio.yaml:1:1: domain: there is no such word here; did you mean domains?',
  ],
  [
    'comments that could not go with their sections',
    `{"region": "us-east-1", # near\n"studio": "a", "account": "123456789012", "domains": {}}`,
    1,
    'the file stays as it is:\nstudio.yaml:1:2: comments between sections in { } could not go with them; put them in order by hand',
  ],
])('a file stays as it is where it has %s', async (_what, text, code, said) => {
  writeFileSync(file, text);
  for (const words of [[], ['--check']]) expect(await format(...words)).toEqual({ code, said });
  expect(readFileSync(file, 'utf8')).toBe(text);
});

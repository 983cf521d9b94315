import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'studiolo-release-'));
  for (const name of ['scripts', 'package.json', 'package-lock.json']) {
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  }
  writeFileSync(path.join(folder, 'CHANGELOG.md'), '# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.1.0\n\nFirst.\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

const release = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/release.mjs', ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};
const json = (name: string) => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));

test('a release has its version everywhere, and its date and its notes in the changelog', () => {
  expect(release('7.8.9')).toMatchObject({ status: 0 });
  expect([json('package.json').version, json('package-lock.json').version]).toEqual(['7.8.9', '7.8.9']);
  expect(readFileSync(path.join(folder, 'CHANGELOG.md'), 'utf8')).toMatch(
    /## Unreleased\n\n## 7\.8\.9 \(\d{4}-\d\d-\d\d\)\n\n- New\.\n\n## 0\.1\.0/,
  );
  expect(release('--check', '7.8.9')).toMatchObject({ status: 0 });
  expect(release('--notes', '7.8.9')).toMatchObject({ stdout: '- New.\n' });
});

test.each([
  [['seven'], 'a version such as 1.2.3 is needed, not "seven"'],
  [['--check', '7.8.9'], 'package.json has version'],
])('%j is refused', (words, why) => {
  const { status, stderr } = release(...words);
  expect(status).not.toBe(0);
  expect(stderr).toContain(why);
});

test('a version is released once, and never without a line in the changelog', () => {
  release('7.8.9');
  expect(release('7.8.9').stderr).toContain('CHANGELOG.md has 7.8.9 already');
  expect(release('7.9.0').stderr).toContain('nothing under "## Unreleased"');
});

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { operationNames } from '../../src/emulator/services';

const root = path.resolve(__dirname, '../..');
const PAGE = 'docs/emulated-services.md';

it('the page of what is served is the one that the code gives (else: node scripts/generate-services-page.mjs)', () => {
  // The script writes where it stands: let it stand elsewhere.
  const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-'));
  try {
    mkdirSync(path.join(folder, 'docs'));
    for (const part of ['scripts/generate-services-page.mjs', 'src/emulator/services', 'src/emulator/operations']) {
      cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
    }
    execFileSync(process.execPath, ['scripts/generate-services-page.mjs'], { cwd: folder });
    expect(readFileSync(path.join(folder, PAGE), 'utf8')).toBe(readFileSync(path.join(root, PAGE), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('the page has every operation', () => {
  const listed = [...readFileSync(path.join(root, PAGE), 'utf8').matchAll(/^\| ([A-Z]\w+) \|/gm)].map(
    ([, name]) => name,
  );
  expect(listed.sort()).toEqual([...operationNames].sort());
});

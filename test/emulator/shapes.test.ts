import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const SHAPES = 'src/emulator/model/shapes.ts';

it('the types of the shapes are those that the service model gives', () => {
  // The script writes where it stands: let it stand elsewhere.
  const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-'));
  try {
    mkdirSync(path.join(folder, 'src/emulator/model'), { recursive: true });
    for (const file of ['scripts/generate-shapes.mjs', 'src/emulator/model/sagemaker.json']) {
      cpSync(path.join(root, file), path.join(folder, file));
    }
    execFileSync(process.execPath, ['scripts/generate-shapes.mjs'], { cwd: folder });
    expect(readFileSync(path.join(folder, SHAPES), 'utf8')).toBe(readFileSync(path.join(root, SHAPES), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

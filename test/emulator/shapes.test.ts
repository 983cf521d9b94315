import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const services = readdirSync(path.join(root, 'src/emulator/services'));
const shapes = [
  'src/emulator/model/shapes.ts',
  ...services
    .map((name) => `src/emulator/services/${name}/shapes.ts`)
    .filter((file) => existsSync(path.join(root, file))),
];

it('the types of the shapes are those that the service models give', () => {
  // The script writes where it stands: let it stand elsewhere.
  const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-'));
  try {
    for (const part of ['scripts/generate-shapes.mjs', 'src/emulator/model', 'src/emulator/services']) {
      cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
    }
    for (const file of shapes) rmSync(path.join(folder, file));
    execFileSync(process.execPath, ['scripts/generate-shapes.mjs'], { cwd: folder });
    for (const file of shapes) {
      expect(readFileSync(path.join(folder, file), 'utf8')).toBe(readFileSync(path.join(root, file), 'utf8'));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(__dirname, 'texts');

/**
 * Compares what people see with what is stored, so that a change of it is looked at. With `STUDIOLO_STORE_TEXTS=1` it is
 * stored anew.
 */
export function expectStored(name: string, text: string): void {
  const file = path.join(folder, `${name}.txt`);
  if (process.env['STUDIOLO_STORE_TEXTS'] === '1') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file) ? readFileSync(file, 'utf8') : `nothing is stored in ${file}`).toBe(text);
}

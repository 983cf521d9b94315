import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FileError } from '../../../src/admin/studio-file/mistake';
import { readForm } from '../../../src/admin/studio-file/read-form';
import { studioOf } from '../../../src/admin/studio-file/resolve/studio';
import type { Studio } from '../../../src/admin/studio-file/wanted';

/** Reads a text as `studio.yaml`, beside which these other files are. */
export async function readStudio(text: string, others: Readonly<Record<string, string>> = {}): Promise<Studio> {
  const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-file-'));
  try {
    for (const [name, content] of Object.entries(others)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    }
    return await studioOf(readForm(text, 'studio.yaml'), folder, '1.0.0');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What is told of a text that cannot be used, a line each. */
export async function mistakesIn(text: string, others: Readonly<Record<string, string>> = {}): Promise<string[]> {
  try {
    await readStudio(text, others);
  } catch (error) {
    if (error instanceof FileError) return error.message.split('\n');
    throw error;
  }
  return [];
}

import { readFileSync, statSync } from 'node:fs';

/**
 * What a file of text holds. Throws for what is none: a pipe may never end, a folder is none, and of what is not UTF-8 signs
 * would be lost in silence.
 */
export function textOfFile(file: string): string {
  const there = statSync(file, { throwIfNoEntry: false });
  if (!there) throw new Error(`there is no file ${file}`);
  if (!there.isFile()) throw new Error(`${file} is not a file`);
  const bytes = readFileSync(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${file} is not text in UTF-8; save it as such`);
  }
}

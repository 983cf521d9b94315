import { rename, writeFile } from 'node:fs/promises';
import { formatted } from '../../admin/studio-file/format';
import { formOfFile, textOfFile } from './read-file';

/** Puts a file in order, if it is one; whether it was not. It is replaced whole, so that a cut loses nothing. */
export async function formatFile(file: string, how: 'look' | 'write'): Promise<boolean> {
  const before = await textOfFile(file);
  const after = formatted((await formOfFile(file)).document);
  if (after === before) return false;
  if (how === 'write') {
    await writeFile(`${file}.new`, after);
    await rename(`${file}.new`, file);
  }
  return true;
}

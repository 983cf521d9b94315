import { randomUUID } from 'node:crypto';
import { chmod, chown, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { formatted } from '../../admin/studio-file/format';
import { FileError } from '../../admin/studio-file/mistake';
import { readForm } from '../../admin/studio-file/read-form';
import { CommandError } from '../host';
import { writingTo } from '../writing-to';
import { mistaken, textNamed } from './read-file';

/** Puts a file in order, if it is one; whether it was not. */
export async function formatFile(file: string, how: 'look' | 'write'): Promise<boolean> {
  const before = await textNamed(file);
  await mistaken(() => Promise.resolve(readForm(before, file)));
  const after = inOrder(before, file);
  if (after === before) return false;
  if (how === 'write') await writingTo(file, () => replace(file, before, after));
  return true;
}

function inOrder(text: string, file: string): string {
  try {
    return formatted(text, file);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new CommandError(`the file stays as it is:\n${error.message}`);
  }
}

/** Replaces a file, or the one that a link leads to, whole and with its rights, so that a cut loses nothing. */
async function replace(file: string, before: string, after: string): Promise<void> {
  const there = await realpath(file);
  const half = `${there}.${randomUUID()}`;
  try {
    await writeFile(half, after, { flag: 'wx' });
    const { mode, uid, gid } = await stat(there);
    // Nobody else may give a file away, and who wrote it as root would keep its owner from it.
    if ((await stat(half)).uid === 0) await chown(half, uid, gid);
    await chmod(half, mode);
    if ((await textNamed(file)) !== before)
      throw new CommandError(`${file} was changed by somebody else meanwhile, and stays as it is; run this again`);
    await rename(half, there);
  } catch (error) {
    await rm(half, { force: true }).catch(() => undefined);
    throw error;
  }
}

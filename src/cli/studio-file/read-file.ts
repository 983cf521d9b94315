import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { FileError } from '../../admin/studio-file/mistake';
import { readForm, type ReadForm } from '../../admin/studio-file/read-form';
import { studioOf } from '../../admin/studio-file/resolve/studio';
import type { Studio } from '../../admin/studio-file/wanted';
import { CommandError } from '../host';

/** The text of a file. CommandError where it cannot be read. A pipe may never end, and a folder is none. */
export async function textOfFile(file: string): Promise<string> {
  try {
    if (!(await stat(file)).isFile()) throw new Error(`${file} is not a file`);
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandError(`the Studio file cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The form of a Studio file, and its document. CommandError with every mistake. */
export const formOfFile = async (file: string): Promise<ReadForm> => {
  const text = await textOfFile(file);
  return mistaken(() => Promise.resolve(readForm(text, file)));
};

/** The Studio that a file says. CommandError with every mistake, a line each. */
export async function studioOfFile(file: string, version: string): Promise<Studio> {
  const form = await formOfFile(file);
  return mistaken(() => studioOf(form, path.dirname(file), version));
}

/** Does it; a FileError becomes a CommandError with every mistake, a line each. */
export async function mistaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const { mistakes, message } = error;
    const count = mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`;
    throw new CommandError(`the file has ${count}:\n${message}`, 2);
  }
}

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { directoryOf } from '../../admin/domain/assignments';
import type { StudioContext } from '../../admin/domain/context';
import { FileError } from '../../admin/studio-file/mistake';
import { readForm, type ReadForm } from '../../admin/studio-file/read-form';
import { studioOf } from '../../admin/studio-file/resolve/studio';
import type { Studio } from '../../admin/studio-file/wanted';
import { explained } from '../failure';
import { CommandError, type Host } from '../host';
import { studioContext } from './context';

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

/** The Studio that a file says, for which AWS is not asked. CommandError with every mistake. */
export async function studioOfFile(file: string, version: string): Promise<Studio> {
  const form = await formOfFile(file);
  return mistaken(() => studioOf(form, path.dirname(file), version));
}

/** The same, with the users of Identity Center's groups, and what its commands work with. */
export async function liveStudio(
  host: Host,
  file: string,
  version: string,
): Promise<{ studio: Studio; context: StudioContext }> {
  const read = await formOfFile(file);
  return explained(async () => {
    const context = studioContext(host, read.form.region);
    const studio = await mistaken(() =>
      studioOf(read, path.dirname(file), version, directoryOf(context, read.form.account)),
    );
    return { studio, context };
  });
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

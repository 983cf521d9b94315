import path from 'node:path';
import { directoryOf } from '../../admin/domain/assignments';
import type { StudioContext } from '../../admin/domain/context';
import { textOfFile } from '../../admin/named-files/named-file';
import { UnusableFile } from '../../admin/named-files/unusable-file';
import { FileError } from '../../admin/studio-file/mistake';
import { isPlanText } from '../../admin/converge/plan';
import { readForm, type ReadForm } from '../../admin/studio-file/read-form';
import { studioOf } from '../../admin/studio-file/resolve/studio';
import type { Studio } from '../../admin/studio-file/wanted';
import { explained } from '../failure';
import { CommandError, type Host } from '../host';
import { studioContext } from './context';

/** The text of a Studio file, or of another that is named in its place. CommandError where it cannot be read. */
export async function textNamed(file: string, most?: number): Promise<string> {
  try {
    return await textOfFile(file, most);
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    const remedy =
      error.about.isThere === false ? '; name a Studio file, or write one with studiolo import --out FILE' : '';
    throw new CommandError(`${error.said(file)}${remedy}`, 2);
  }
}

/** The form of a Studio file, and its document. CommandError with every mistake. */
export const formOfFile = async (file: string): Promise<ReadForm> => {
  const text = await textNamed(file);
  if (isPlanText(text)) throw new CommandError(`${file} is a plan; studiolo apply ${file} carries it out`, 2);
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

import { textOfFile } from '../../emulator/seed/text-file';
import { CommandError, type Host, UsageError } from '../host';

/** What is there from the start: a seed, or a Studio file's resources as the long form has them. */
export async function seedFor(
  host: Host,
  version: string,
  { seed, file, account }: { seed?: string | undefined; file?: string | undefined; account?: string | undefined },
) {
  if (file === undefined) return seed === undefined ? undefined : { fileName: seed, text: textOf(seed) };
  if (seed !== undefined) throw new UsageError('give a Studio file or --seed, not both');
  // The language of the file is read by who needs it.
  const { studioOfFile } = await import('../studio-file/read-file');
  const { seedOf } = await import('../../admin/studio-file/seed');
  const studio = await studioOfFile(file, version);
  if (account !== undefined && account !== studio.account)
    throw new CommandError(
      `${file} is for account ${studio.account}, and would be refused in ${account}; leave --account out`,
    );
  const { seed: long, madeUp } = seedOf(studio);
  for (const line of madeUp) host.tell(`made up, as the file does not say it: ${line}`);
  return { fileName: file, text: JSON.stringify(long) };
}

function textOf(file: string): string {
  try {
    return textOfFile(file);
  } catch (error) {
    throw new CommandError(`the seed cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

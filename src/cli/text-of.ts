import { textOfFile } from '../admin/named-files/named-file';
import { UnusableFile } from '../admin/named-files/unusable-file';
import { UsageError } from './host';

/** The text of a file that an option names. UsageError. */
export async function textOf(option: string, file: string): Promise<string> {
  try {
    return await textOfFile(file);
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    throw new UsageError(`${option} ${error.said(JSON.stringify(file))}`);
  }
}

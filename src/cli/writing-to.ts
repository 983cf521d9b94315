import { CommandError } from './host';

/** Does what writes a file or a folder that the user named. Rejects with a CommandError where the system refuses that. */
export async function writingTo<T>(named: string, writing: () => Promise<T>): Promise<T> {
  try {
    return await writing();
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    const why = ('code' in error && inWords[String(error.code)]) || error.message;
    throw new CommandError(`${named} was not written: ${why}`);
  }
}

/** What the system says of a place that is written to. */
const inWords: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'what should be a folder on its path is a file',
  EISDIR: 'it is a folder; name a file in it',
  EEXIST: 'it is there already',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'its file system can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  ELOOP: 'it is a link that leads to itself',
};

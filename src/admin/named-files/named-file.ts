import { isUtf8 } from 'node:buffer';
import { constants, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { isNativeError } from 'node:util/types';
import { UnusableFile } from './unusable-file';

/** Bytes that a file may have which people write: a company of 50,000 takes a part of them. */
export const mostBytes = 16 * 1024 * 1024;

/**
 * The bytes of a file that somebody named, `most` of them. Rejects with an `UnusableFile`: a pipe may never end, a folder is
 * none, and what is larger is not what was meant.
 */
export async function bytesOfFile(file: string, most = mostBytes): Promise<Buffer> {
  try {
    // A pipe that nobody writes to would otherwise not even open.
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const there = await handle.stat();
      if (!there.isFile()) throw new UnusableFile(`it is not a file, but ${kindOf(there)}`);
      if (there.size > most) throw new UnusableFile(`it has ${megabytes(there.size)}, and may have ${megabytes(most)}`);
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!isNativeError(error) || !('code' in error)) throw error;
    const code = String(error.code);
    throw new UnusableFile(inWords(code, error.message), code === 'ENOENT' ? { isThere: false } : {});
  }
}

/** The text of a file that somebody named. Rejects with an `UnusableFile`: of what is not UTF-8, signs would be lost in silence. */
export async function textOfFile(file: string, most = mostBytes): Promise<string> {
  const bytes = await bytesOfFile(file, most);
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new UnusableFile('it is text in UTF-16; save it as UTF-8', { line: 1 });
  const nul = bytes.indexOf(0);
  if (nul >= 0) throw new UnusableFile('it has a NUL byte, which no text has', { line: lineAt(bytes, nul) });
  if (!isUtf8(bytes))
    throw new UnusableFile('it is not text in UTF-8; save it as UTF-8', { line: firstBadLine(bytes) });
  return bytes.toString('utf8');
}

const kindOf = (there: Stats) =>
  there.isDirectory() ? 'a folder' : there.isFIFO() ? 'a pipe' : there.isSocket() ? 'a socket' : 'a device';

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MB`;

/** What the system says of a path, in words. */
function inWords(code: string, message: string): string {
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'there is no such file: what should be a folder on its path is a file',
    EACCES: 'you may not read it',
    EPERM: 'you may not read it',
    ELOOP: 'it is a link that leads to itself',
    ENXIO: 'it is not a file, but a socket',
  };
  return words[code] ?? message;
}

const newline = 10;

/** The number of the line that an offset is in. */
function lineAt(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(newline); at >= 0 && at < offset; at = bytes.indexOf(newline, at + 1)) line += 1;
  return line;
}

/** The number of the first line that is not UTF-8: no sign of several bytes has one of a line's end in it. */
function firstBadLine(bytes: Buffer): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(newline, from);
    const to = end < 0 ? bytes.length : end;
    if (!isUtf8(bytes.subarray(from, to))) return line;
    from = to + 1;
  }
  return line;
}

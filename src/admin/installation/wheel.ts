import { createHash } from 'node:crypto';
import path from 'node:path';
import { bytesOfFile } from '../named-files/named-file';
import { UnusableFile } from '../named-files/unusable-file';
import { InstallationError } from './failure';

/** A wheel of studiolo. */
export interface Wheel {
  /** Where it is on this machine. */
  file: string;
  /** The file's name, which says the version: `studiolo-0.1.0-py3-none-any.whl`. */
  name: string;
  version: string;
  /** Hexadecimal. */
  sha256: string;
  body: Uint8Array;
}

/** Bytes: a tenth of it is usual. */
const largestWheel = 64 * 1024 * 1024;

/** Reads a wheel. InstallationError for a file that cannot be read or is no wheel of studiolo. */
export async function readWheel(file: string): Promise<Wheel> {
  const name = path.basename(file);
  const version = /^studiolo-([A-Za-z0-9.+_]+)-[a-z0-9_.-]+\.whl$/.exec(name)?.[1];
  if (version === undefined) {
    throw new InstallationError(`${file} is not named like a wheel of studiolo`, 'name one with --wheel FILE');
  }
  const body = await bytesOfFile(file, largestWheel).catch((error: unknown) => {
    if (!(error instanceof UnusableFile)) throw error;
    throw new InstallationError(`the wheel could not be read: ${error.why}`, 'name it with --wheel FILE');
  });
  // A wheel is a zip archive.
  if (body.subarray(0, 4).toString('latin1') !== 'PK\x03\x04') {
    throw new InstallationError(`${file} is not a wheel: it is no zip archive`, 'fetch or build it again');
  }
  return { file, name, version, sha256: createHash('sha256').update(body).digest('hex'), body };
}

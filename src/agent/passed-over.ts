import type { Notice } from '../protocol/notice';
import { errorCode } from './error-code';

/** What could not be read of many things: each costs itself, and one notice for the file that it is named in. */
export class PassedOver {
  /** What `reading` answers, or `instead` where it fails: then `file`, which `where` names, is passed over. */
  async try<T, U>(file: string, instead: U, reading: Promise<T>, where = file): Promise<T | U> {
    try {
      return await reading;
    } catch (error) {
      this.note(where, `${file === where ? '' : `${shown(file)}: `}${reason(error)}`);
      return instead;
    }
  }

  /** Notes that something which `where` names is passed over, and why. */
  note(where: string, why: string): void {
    const noted = this.#noted.get(where);
    this.#noted.set(where, { why: noted?.why ?? why, times: (noted?.times ?? 0) + 1 });
  }

  get notices(): Notice[] {
    return [...this.#noted].map(([where, { times, why }]) => ({
      code: 'failed',
      message: `Passed over in the search for environments: ${shown(where)} (${why}${times > 1 ? `, and ${times - 1} more` : ''}).`,
    }));
  }

  readonly #noted = new Map<string, { why: string; times: number }>();
}

/** Nothing where there is no such file; other failures stand. */
export async function unlessAbsent<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

const longest = 120;

/** A path in one short line. */
function shown(file: string): string {
  const plain = file.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
}

/** Why a file cannot be read, without its path, which Node.js repeats. */
function reason(error: unknown): string {
  const code = errorCode(error) ?? '';
  const [said = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return reasons[code] ?? shown(said.replace(/, [a-z]+ '.*$/, ''));
}

const reasons: Record<string, string> = {
  EACCES: 'it may not be read',
  ELOOP: 'its symbolic links go round in a circle',
  ENAMETOOLONG: 'the path is too long',
  ERR_INVALID_ARG_VALUE: 'it is no path',
};

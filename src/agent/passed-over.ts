import { say, type Message, type Value } from '../protocol/message';
import type { Notice } from '../protocol/notice';
import { errorCode } from './error-code';
import { NoticeError } from './notices';
import { whyOfCode } from './why';

/** What could not be read of many things: each costs itself, and one notice for the file that it is named in. */
export class PassedOver {
  /** What `reading` answers, or `instead` where it fails: then `file`, which `where` names, is passed over. */
  async try<T, U>(file: string, instead: U, reading: Promise<T>, where: string | Message = file): Promise<T | U> {
    try {
      return await reading;
    } catch (error) {
      const why = reason(error);
      this.note(where, file === where ? why : say('wrong-at', { where: shown(file), why }));
      return instead;
    }
  }

  /** Notes that something which `where` names is passed over, and why. */
  note(where: string | Message, why: Value): void {
    const key = JSON.stringify(where);
    const noted = this.#noted.get(key);
    this.#noted.set(key, { where, why: noted?.why ?? why, times: (noted?.times ?? 0) + 1 });
  }

  get notices(): Notice[] {
    return [...this.#noted.values()].map(({ times, why, ...noted }) => {
      const where = typeof noted.where === 'string' ? shown(noted.where) : noted.where;
      return {
        code: 'failed',
        message:
          times > 1 ? say('passed-over-more', { where, why, more: times - 1 }) : say('passed-over', { where, why }),
      };
    });
  }

  readonly #noted = new Map<string, { where: string | Message; why: Value; times: number }>();
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
function reason(error: unknown): Message | string {
  if (error instanceof NoticeError) return error.notice.message;
  const [said = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return whyOfCode(errorCode(error)) ?? shown(said.replace(/, [a-z]+ '.*$/, ''));
}

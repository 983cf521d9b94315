import { randomUUID } from 'node:crypto';
import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { Notice } from '../../protocol/notice';
import { lastActiveMoment } from '../../studio/last-active-file';
import { shellWord } from '../../studio/shell-word';
import { NoticeError } from '../notices';
import { whyOf } from '../why';
import { say } from '../../protocol/message';

/**
 * Tells Studio's idle check that the app is active at `now`, never later: a future moment would stick. Whole or not at all;
 * others may read it, since the check may be another user's. Rejects with a notice that says what to do.
 */
export async function writeLastActive(file: string, now: Date): Promise<void> {
  const draft = `${file}.${randomUUID()}.new`;
  try {
    // `wx`: in a folder that everybody may write, nobody has put a link there.
    await writeFile(draft, now.toISOString(), { flag: 'wx' });
    await chmod(draft, 0o644);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw new NoticeError({
      code: 'failed',
      message: say('cannot-keep-awake', { file, why: whyOf(error) }),
      remedy: say('free-or-remove', { file: shellWord(file) }),
    });
  }
}

/** Milliseconds by which a moment may be ahead: clocks are read at different times. */
const slack = 5_000;

/** That the file holds a moment to come, which Studio takes as it is: the app does not stop before. */
export async function futureNotice(file: string, now: Date): Promise<Notice | undefined> {
  const content = await readFile(file, 'utf8').catch(() => '');
  const moment = lastActiveMoment(content);
  if (moment === undefined || Date.parse(moment) <= now.getTime() + slack) return undefined;
  return {
    code: 'uncertain',
    message: say('future-moment', { file, moment: { moment } }),
    remedy: say('remove-and-restart', { file: shellWord(file) }),
  };
}

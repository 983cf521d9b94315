import type { Notice } from '../../protocol/notice';
import { hoursSaid } from '../../studio/keep-awake/text';
import { Refusal } from '../refusal';
import { say } from '../../protocol/message';

/** The answer to who asks for longer than the administrator allows; `notice` where the policy itself is not in order. */
export function tooLong(minutes: number, most: number, notice: Notice | undefined): Refusal {
  if (notice) return new Refusal(403, 'failed', notice);
  const message =
    most === 0
      ? say('awake-not-allowed')
      : say('longer-than', { asked: hoursSaid(minutes / 60), most: hoursSaid(most) });
  return new Refusal(403, 'failed', {
    code: 'failed',
    message,
    remedy: most === 0 ? say('save-first') : say('ask-for-less', { most: hoursSaid(most) }),
  });
}

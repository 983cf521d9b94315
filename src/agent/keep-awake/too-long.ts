import type { Notice } from '../../protocol/notice';
import { hoursText } from '../../studio/keep-awake/text';
import { Refusal } from '../refusal';

/** The answer to who asks for longer than the administrator allows; `notice` where the policy itself is not in order. */
export function tooLong(minutes: number, most: number, notice: Notice | undefined): Refusal {
  if (notice) return new Refusal(403, 'failed', notice);
  const message =
    most === 0
      ? 'Your administrator does not allow apps to be kept awake.'
      : `${hoursText(minutes / 60)} is longer than ${hoursText(most)}, the longest that this app may be kept awake for.`;
  return new Refusal(403, 'failed', {
    code: 'failed',
    message,
    remedy: most === 0 ? 'Save your work before the app stops.' : `Ask for ${hoursText(most)} or less.`,
  });
}

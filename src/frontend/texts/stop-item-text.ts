import type { TranslationBundle } from '@jupyterlab/translation';
import type { StopTime } from '../../protocol/stop-time';
import { clockTime } from './clock-time';
import { durationText } from './duration';

/**
 * The few words of the status bar: `Stops in 42 min`, `Awake until 19:00`. Nothing where there is nothing to tell: the
 * app never stops, or that is not known.
 */
export function stopItemText(
  told: StopTime,
  left: number | undefined,
  now: Date,
  trans: TranslationBundle,
): string | undefined {
  if (left === undefined) return undefined;
  const { awakeUntil, holding } = told;
  if (holding === 'asked' && awakeUntil !== undefined && Date.parse(awakeUntil) > now.getTime())
    return trans.__('Awake until %1', clockTime(awakeUntil, now));
  if (holding === 'work') return trans.__('Kept awake while work goes on');
  if (left <= 0) return trans.__('Stops any moment');
  return trans.__('Stops in %1', durationText(left, trans));
}

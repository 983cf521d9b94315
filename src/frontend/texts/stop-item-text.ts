import type { TranslationBundle } from '@jupyterlab/translation';
import type { NextStop } from '../../protocol/next-stop';
import { clockTime } from './clock-time';
import { durationText } from './duration';

/**
 * The few words of the status bar: `Stops in 42 min`, `Awake until 19:00`. Nothing where there is nothing to tell: the
 * app never stops, or that is not known.
 */
export function stopItemText(next: NextStop, now: Date, trans: TranslationBundle): string | undefined {
  switch (next.kind) {
    case 'none':
      return undefined;
    case 'kept':
      return next.by === 'asked'
        ? trans.__('Awake until %1', clockTime(next.until, now))
        : trans.__('Awake while work is running');
    case 'any-moment':
      return trans.__('Stops any moment');
    case 'stops':
      return trans.__('Stops in %1', durationText(next.left, trans));
  }
}

import type { TranslationBundle } from '@jupyterlab/translation';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in the two largest units that matter: `42 min`, `3 h 5 min`, `2 d 4 h`. Below a minute: seconds. */
export function durationText(milliseconds: number, trans: TranslationBundle): string {
  const left = Math.max(0, milliseconds);
  if (left < MINUTE) return trans.__('%1 s', Math.floor(left / 1000));
  if (left < HOUR) return trans.__('%1 min', Math.floor(left / MINUTE));
  if (left < DAY) {
    const minutes = Math.floor((left % HOUR) / MINUTE);
    const hours = Math.floor(left / HOUR);
    return minutes === 0 ? trans.__('%1 h', hours) : trans.__('%1 h %2 min', hours, minutes);
  }
  const hours = Math.floor((left % DAY) / HOUR);
  const days = Math.floor(left / DAY);
  return hours === 0 ? trans.__('%1 d', days) : trans.__('%1 d %2 h', days, hours);
}

/** The same in the one unit that matters at a glance: `42 min`, `26 h`, `3 d`. */
export function roughDurationText(milliseconds: number, trans: TranslationBundle): string {
  if (milliseconds < HOUR) return durationText(milliseconds, trans);
  return milliseconds < 2 * DAY
    ? trans.__('%1 h', Math.floor(milliseconds / HOUR))
    : trans.__('%1 d', Math.floor(milliseconds / DAY));
}

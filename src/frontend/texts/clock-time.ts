/** Whose clock and language it is; the browser's own, where nothing else is said. */
export interface Reader {
  locale?: string;
  timeZone?: string;
}

/** The time of day in the reader's own zone, `17:48`; with the date where that is not today, `Nov 23, 17:48`. */
export function clockTime(iso: string, now: Date, { locale, timeZone }: Reader = {}): string {
  const zone: Intl.DateTimeFormatOptions = timeZone === undefined ? {} : { timeZone };
  const time = new Date(iso);
  const hours: Intl.DateTimeFormatOptions = { ...zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const today = time.toLocaleDateString('en-CA', zone) === now.toLocaleDateString('en-CA', zone);
  if (today) return time.toLocaleTimeString(locale, hours);
  return time.toLocaleString(locale, { day: 'numeric', month: 'short', ...hours });
}

/** In full, for a tooltip. */
export const fullTime = (iso: string, locale?: string) =>
  new Date(iso).toLocaleString(locale, { dateStyle: 'full', timeStyle: 'long' });

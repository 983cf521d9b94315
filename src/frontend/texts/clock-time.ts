const sameDay = (a: Date, b: Date) =>
  a.getFullYear() === b.getFullYear() && a.getMonth() === b.getMonth() && a.getDate() === b.getDate();

/** The time of day in the reader's own zone, `17:48`; with the date where that is not today, `Nov 23, 17:48`. */
export function clockTime(iso: string, now: Date, locale?: string): string {
  const time = new Date(iso);
  const hours: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  if (sameDay(time, now)) return time.toLocaleTimeString(locale, hours);
  return time.toLocaleString(locale, { day: 'numeric', month: 'short', ...hours });
}

/** In full, for a tooltip. */
export const fullTime = (iso: string, locale?: string) =>
  new Date(iso).toLocaleString(locale, { dateStyle: 'full', timeStyle: 'long' });

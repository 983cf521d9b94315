import { UsageError } from '../host';

/** Minutes of `2h`, `90m`, `1h30m` or `1d`. Throws a UsageError that says what is taken. */
export function minutesOf(text: string): number {
  const [, days = 0, hours = 0, minutes = 0] = /^(?:(\d{1,3})d)?(?:(\d{1,4})h)?(?:(\d{1,6})m)?$/.exec(text) ?? [];
  const sum = Number(days) * 1440 + Number(hours) * 60 + Number(minutes);
  if (sum > 0) return sum;
  throw new UsageError(`${JSON.stringify(text)} is not a time; use 2h, 90m, 1h30m or 1d`);
}

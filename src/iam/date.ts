const w3c =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d\d):(\d\d)))?)?)?$/i;

/**
 * A moment in milliseconds: of a date as the W3C's profile of ISO 8601 writes it, or of seconds since 1970. Four digits
 * are a year. Undefined for what is no date, the 30th of February among it.
 */
export function dateOf(text: string): number | undefined {
  if (/^-?\d{1,12}$/.test(text) && !/^\d{4}$/.test(text)) return Number(text) * 1000;
  const found = w3c.exec(text);
  if (!found) return undefined;
  const at = (group: number, otherwise: number) => (found[group] === undefined ? otherwise : Number(found[group]));
  const [year, month, day] = [at(1, 0), at(2, 1), at(3, 1)];
  const [hour, minute, second] = [at(4, 0), at(5, 0), at(6, 0)];
  const milliseconds = Number(`0.${found[7] ?? '0'}`) * 1000;
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59 || at(9, 0) > 23 || at(10, 0) > 59)
    return undefined;
  const midnight = new Date(Date.UTC(2000, month - 1, day)).setUTCFullYear(year, month - 1, day);
  if (day < 1 || new Date(midnight).getUTCMonth() !== month - 1) return undefined;
  const ahead = (found[8] === '-' ? -1 : 1) * (at(9, 0) * 60 + at(10, 0));
  return midnight + ((hour * 60 + minute - ahead) * 60 + second) * 1000 + milliseconds;
}

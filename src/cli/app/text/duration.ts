const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A length of time in the two largest units that matter: `42 min`, `3 h 5 min`, `2 d 4 h`; below a minute, seconds. */
export function duration(milliseconds: number): string {
  const left = Math.max(0, milliseconds);
  if (left < minute) return `${Math.floor(left / 1000)} s`;
  if (left < hour) return `${Math.floor(left / minute)} min`;
  const [large, small, names] = left < day ? [hour, minute, ['h', 'min']] : [day, hour, ['d', 'h']];
  const rest = Math.floor((left % large) / small);
  return `${Math.floor(left / large)} ${names[0]}${rest > 0 ? ` ${rest} ${names[1]}` : ''}`;
}

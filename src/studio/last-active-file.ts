/**
 * The moment in the last-active file, ISO 8601; nothing where Studio's idle check would not read it either. The whole
 * stripped content must be `%Y-%m-%dT%H:%M:%S.%fZ`, fraction of 1 to 6 digits required, case ignored; anything else is ignored
 * there in silence, and so is the file's own date (seen with jupyter-activity-monitor-extension 0.3.2).
 */
export function lastActiveMoment(content: string): string | undefined {
  const moment = /^(\d{4}-\d{1,2}-\d{1,2}T\d{1,2}:\d{1,2}:\d{1,2})\.(\d{1,6})Z$/i.exec(content.trim());
  if (!moment?.[1] || !moment[2]) return undefined;
  const [year, month, day, hour, minute, second] = moment[1].split(/[-T:]/i).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (hour === undefined || minute === undefined || second === undefined || hour > 23 || minute > 59 || second > 59)
    return undefined;
  const milliseconds = Number(moment[2].padEnd(3, '0').slice(0, 3));
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds));
  // Date rolls 31 February over; Python refuses it.
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString() : undefined;
}

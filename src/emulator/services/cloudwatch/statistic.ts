import { ServiceError } from '../../errors';

const STATISTICS: Record<string, (values: number[]) => number> = {
  Average: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  Maximum: (values) => Math.max(...values),
  Minimum: (values) => Math.min(...values),
  SampleCount: (values) => values.length,
  Sum: (values) => values.reduce((sum, value) => sum + value, 0),
};

/** A statistic of values by its name; the sentence for one that is not had here is ours. */
export function statisticOf(name: string): (values: number[]) => number {
  const statistic = Object.hasOwn(STATISTICS, name) ? STATISTICS[name] : undefined;
  if (statistic) return statistic;
  throw new ServiceError(
    'ValidationError',
    `The statistic ${name} is not one of ${Object.keys(STATISTICS).join(', ')}.`,
  );
}

/** [Model doc of Period]: 1, 5, 10 or 30 seconds, or whole minutes. */
export const isPeriod = (seconds: number) => [1, 5, 10, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0);

/** The values of each period that has any, by when it begins, oldest first. */
export function byPeriod(
  values: readonly { time: number; value: number }[],
  period: number,
): { time: number; values: number[] }[] {
  const periods = new Map<number, number[]>();
  for (const { time, value } of values) {
    const begin = Math.floor(time / period) * period;
    const together = periods.get(begin);
    if (together) together.push(value);
    else periods.set(begin, [value]);
  }
  return [...periods].map(([time, together]) => ({ time, values: together }));
}

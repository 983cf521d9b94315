import type { CallWith } from '../../operation';
import { quotaTable } from '../../rules/quota-table';
import type { Dimension, Metric } from './shapes';

export const NAMESPACE = 'AWS/Usage';
export const METRIC = 'ResourceCount';
const HOUR = 3600;

/** The metrics that there are: how much is used of the quotas whose usage AWS tells (A6). */
const measured = () =>
  quotaTable().flatMap(({ counts: { kind }, usage }) =>
    usage !== undefined && (kind === 'domain' || kind === 'user-profile') ? [{ kind, resource: usage }] : [],
  );

const dimensionsOf = (resource: string): Dimension[] => [
  { Name: 'Class', Value: 'None' },
  { Name: 'Resource', Value: resource },
  { Name: 'Service', Value: 'SageMaker' },
  { Name: 'Type', Value: 'Resource' },
];

export interface Usage {
  metric: Metric;
  /** One value an hour, oldest first: how many there were at its beginning. */
  values: { time: number; value: number }[];
}

/**
 * The metrics of the region with their values between two times, in epoch seconds. Assumptions: a value is of the full
 * hour and seen an hour later (A6: it lags, and is read over a day by the hour), and there is none before the first
 * resource.
 */
export function usages(
  { clock, state }: Pick<CallWith<unknown>, 'clock' | 'state'>,
  from: number,
  until: number,
): Usage[] {
  const seen = clock.now() / 1000 - HOUR;
  return measured().flatMap(({ kind, resource }) => {
    // From when to when each was there.
    const lives = [
      ...[...state.below(kind, '*')].map(({ CreationTime }) => ({ begin: CreationTime, end: Infinity })),
      ...[...state.below('past', kind)].map(({ CreationTime, until }) => ({ begin: CreationTime, end: until })),
    ];
    if (lives.length === 0) return [];
    const begins = lives.map(({ begin }) => begin).sort((a, b) => a - b);
    const ends = lives.map(({ end }) => end).sort((a, b) => a - b);
    const first = Math.max(from, begins[0] ?? 0);
    const values = [];
    let [begun, ended] = [0, 0];
    for (let time = Math.ceil(first / HOUR) * HOUR; time < until && time <= seen; time += HOUR) {
      while (begun < begins.length && (begins[begun] ?? 0) <= time) begun += 1;
      while (ended < ends.length && (ends[ended] ?? 0) <= time) ended += 1;
      values.push({ time, value: begun - ended });
    }
    return [{ metric: { Namespace: NAMESPACE, MetricName: METRIC, Dimensions: dimensionsOf(resource) }, values }];
  });
}

/** Whether a metric is the one that is named, whatever the order of its dimensions. */
export function isMetric(metric: Metric, { Dimensions = [], MetricName, Namespace }: Metric): boolean {
  const text = (dimensions: Dimension[] = []) =>
    dimensions
      .map(({ Name, Value }) => `${Name}=${Value}`)
      .sort()
      .join();
  return (
    metric.Namespace === Namespace && metric.MetricName === MetricName && text(metric.Dimensions) === text(Dimensions)
  );
}

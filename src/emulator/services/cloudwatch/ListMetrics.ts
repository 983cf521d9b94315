import { operation } from './operation';
import type { DimensionFilter, Metric } from './shapes';
import { usages } from './usage';

const HOUR = 3600;

/** The metrics that have had values; `RecentlyActive` asks for those of the last three hours. */
export const ListMetrics = operation('ListMetrics', {
  resource: () => '*',
  action(call) {
    const { Dimensions = [], MetricName, Namespace, RecentlyActive } = call.input;
    const from = RecentlyActive === undefined ? 0 : call.clock.now() / 1000 - 3 * HOUR;
    const Metrics = usages(call, from, Infinity)
      .filter(({ values }) => values.length > 0)
      .map(({ metric }) => metric)
      .filter((metric) => Namespace === undefined || metric.Namespace === Namespace)
      .filter((metric) => MetricName === undefined || metric.MetricName === MetricName)
      .filter((metric) => Dimensions.every((filter) => has(metric, filter)));
    return { Metrics };
  },
});

const has = ({ Dimensions = [] }: Metric, filter: DimensionFilter) =>
  Dimensions.some(({ Name, Value }) => Name === filter.Name && (filter.Value === undefined || Value === filter.Value));

import { ServiceError } from '../../errors';
import { operation } from './operation';
import type { Datapoint } from './shapes';
import { byPeriod, statisticOf } from './statistic';
import { isMetric, usages } from './usage';

/** The statistics of one metric, by period. */
export const GetMetricStatistics = operation('GetMetricStatistics', {
  resource: () => '*',
  action(call) {
    const { EndTime, MetricName, Period, StartTime, Statistics = [] } = call.input;
    if (StartTime >= EndTime) {
      throw new ServiceError(
        'InvalidParameterValue',
        'The parameter StartTime must be less than the parameter EndTime.',
      );
    }
    const values = usages(call, StartTime, EndTime).find(({ metric }) => isMetric(metric, call.input))?.values ?? [];
    const Datapoints = byPeriod(values, Period).map(({ time, values: together }): Datapoint => ({
      Timestamp: time,
      ...Object.fromEntries(Statistics.map((name) => [name, statisticOf(name)(together)])),
      Unit: 'None',
    }));
    return { Label: MetricName, Datapoints };
  },
});

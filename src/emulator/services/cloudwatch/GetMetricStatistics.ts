import { ServiceError } from '../../errors';
import { operation } from './operation';
import type { Datapoint } from './shapes';
import { byPeriod, isPeriod, statisticOf } from './statistic';
import { isMetric, usages } from './usage';

/** [Model doc]: so many are told at once. */
const MOST = 1440;

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
    if (!isPeriod(Period)) {
      throw new ServiceError(
        'InvalidParameterValue',
        `The parameter Period must be 1, 5, 10, 30 or a multiple of 60, not ${Period}.`,
      );
    }
    const asked = (EndTime - StartTime) / Period;
    if (asked > MOST) {
      throw new ServiceError(
        'InvalidParameterCombination',
        `You have requested up to ${Math.floor(asked)} datapoints, which exceeds the limit of ${MOST}. ` +
          'You may reduce the datapoints requested by increasing Period, or decreasing the time range.',
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

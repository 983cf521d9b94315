import { ServiceError } from '../../errors';
import { page } from '../../paging';
import { operation } from './operation';
import type { MetricDataQuery, MetricDataResult } from './shapes';
import { byPeriod, isPeriod, statisticOf } from './statistic';
import { isMetric, type Usage, usages } from './usage';

/** [Model doc]: so many values are answered at most. */
const MOST = 100_800;

/** The values of the metrics that are asked for. A metric that there is not has none, as in AWS. */
export const GetMetricData = operation('GetMetricData', {
  resource: () => '*',
  action(call) {
    const { EndTime, MaxDatapoints = MOST, MetricDataQueries, NextToken: token, ScanBy, StartTime } = call.input;
    if (StartTime >= EndTime) throw refuse('The parameter StartTime must be less than the parameter EndTime.');
    const [twice] = MetricDataQueries.filter(({ Id }, index) =>
      MetricDataQueries.slice(0, index).some((other) => other.Id === Id),
    );
    // [Model doc of Id]: it is unique within a request. The sentence is ours.
    if (twice) throw refuse(`Two of the MetricDataQueries have the Id ${twice.Id}.`);
    const known = usages(call, StartTime, EndTime);
    const sign = ScanBy === 'TimestampAscending' ? 1 : -1;
    const points = MetricDataQueries.filter(({ ReturnData = true }) => ReturnData).flatMap((query, index) =>
      pointsOf(query, known).map((point) => ({ ...point, query: index, key: `${query.Id}/${point.time}` })),
    );
    const { items, NextToken } = page(points, ({ query, time }) => query * 1e12 + sign * time, {
      MaxResults: MaxDatapoints,
      NextToken: token,
    });
    const MetricDataResults = MetricDataQueries.filter(({ ReturnData = true }) => ReturnData).map(
      (query, index): MetricDataResult => {
        const own = items.filter((point) => point.query === index);
        return {
          Id: query.Id,
          Label: query.Label ?? query.MetricStat?.Metric?.MetricName ?? query.Id,
          Timestamps: own.map(({ time }) => time),
          Values: own.map(({ value }) => value),
          StatusCode: NextToken === undefined ? 'Complete' : 'PartialData',
        };
      },
    );
    return { MetricDataResults, NextToken, Messages: [] };
  },
});

function pointsOf({ Expression, Id, MetricStat }: MetricDataQuery, known: Usage[]): { time: number; value: number }[] {
  if (Expression !== undefined || !MetricStat) {
    throw refuse(`${Id}: expressions are not served by the emulator; ask for a MetricStat.`);
  }
  if (!isPeriod(MetricStat.Period)) {
    throw refuse(`${Id}: Period must be 1, 5, 10, 30 or a multiple of 60, not ${MetricStat.Period}.`);
  }
  const statistic = statisticOf(MetricStat.Stat);
  const values = known.find(({ metric }) => isMetric(metric, MetricStat.Metric))?.values ?? [];
  return byPeriod(values, MetricStat.Period).map(({ time, values: together }) => ({
    time,
    value: statistic(together),
  }));
}

const refuse = (message: string) => new ServiceError('ValidationError', message);

import { isObject } from '../../model/json-types';
import { Model } from '../../model/service';
import { service } from '../service';
import { GetMetricData } from './GetMetricData';
import { GetMetricStatistics } from './GetMetricStatistics';
import { ListMetrics } from './ListMetrics';
import model from './model.json';
import type { Operations } from './shapes';
import { NAMESPACE } from './usage';

/** How much of a quota is used: AWS/Usage, and nothing else of CloudWatch. With `--others` other namespaces are there. */
export const cloudWatch = service(
  {
    title: 'CloudWatch',
    prefix: 'cloudwatch',
    signingName: 'monitoring',
    eventSource: 'monitoring.amazonaws.com',
    invalidToken: 'InvalidNextToken',
  },
  new Model<Operations>(model),
  [GetMetricData, GetMetricStatistics, ListMetrics],
  (_operation, input) => {
    const named = namespacesIn(input);
    return named.length === 0 || named.includes(NAMESPACE);
  },
);

/** The namespaces that a request names; of one that asks for several metrics, those of each. */
function namespacesIn(input: unknown): unknown[] {
  if (!isObject(input)) return [];
  const queries = Array.isArray(input.MetricDataQueries) ? input.MetricDataQueries : [];
  const metrics = queries.flatMap((query) =>
    isObject(query) && isObject(query.MetricStat) && isObject(query.MetricStat.Metric) ? [query.MetricStat.Metric] : [],
  );
  return [input, ...metrics].flatMap(({ Namespace }) => (Namespace === undefined ? [] : [Namespace]));
}

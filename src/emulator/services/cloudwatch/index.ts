import { Model } from '../../model/service';
import { service } from '../service';
import { GetMetricData } from './GetMetricData';
import { GetMetricStatistics } from './GetMetricStatistics';
import { ListMetrics } from './ListMetrics';
import model from './model.json';
import type { Operations } from './shapes';

/** How much of a quota is used: AWS/Usage, and nothing else of CloudWatch. */
export const cloudWatch = service(
  {
    title: 'CloudWatch',
    prefix: 'cloudwatch',
    signingName: 'monitoring',
    eventSource: 'monitoring.amazonaws.com',
  },
  new Model<Operations>(model),
  [GetMetricData, GetMetricStatistics, ListMetrics],
);

import { partitionOf } from '../../../studio/partition';
import type { Parameters } from '../parameters';

/** What a data scientist's or an administrator's request of an action acts on. */
export function resourceFor(action: string, p: Parameters): string {
  const partition = partitionOf(p.region);
  const [service = '', name = ''] = action.split(':');
  const domain = p.domains[0];
  if (service === 's3')
    return `arn:${partition}:s3:::${concrete(p.buckets[0] ?? '')}${/Bucket/.test(name) ? '' : '/sales/2026.parquet'}`;
  if (service === 'iam')
    return name === 'PassRole'
      ? concrete(p.passableRoles[0] ?? '', p.account)
      : `arn:${partition}:iam::${p.account}:${/User$/.test(name) ? 'user/ivan' : 'role/DataScientist'}`;
  if (name === 'GetCallerIdentity') return '*';
  if (service === 'sts') return `arn:${partition}:iam::${p.account}:role/DataScientist`;
  const at = (rest: string) => `arn:${partition}:${service}:${p.region}:${p.account}:${rest}`;
  if (service === 'kms') return concrete(p.keys[0] ?? '');
  if (service === 'sns') return at(concrete(p.topics[0] ?? ''));
  if (service === 'cloudwatch')
    return /Alarm/.test(name) && !/^Describe/.test(name) ? at(`alarm:${p.alarmPrefix}gpu`) : '*';
  if (service === 'logs') return logs(name, at, p);
  if (service !== 'sagemaker') return '*';
  const rest = sageMaker.find(([pattern]) => pattern.test(name))?.[1];
  return rest === undefined ? '*' : at(rest.replace('DOMAIN', domain ?? ''));
}

function logs(name: string, at: (rest: string) => string, { logPrefix }: Parameters): string {
  if (/Deliver|DescribeLogGroups|ResourcePolic/.test(name)) return '*';
  const group = `log-group:${logPrefix}TrainingJobs`;
  return at(/LogEvents$|LogStream$/.test(name) ? `${group}:log-stream:forecast-1/algo-1` : group);
}

/** Actions, the first that fits, and what stands behind the account in the ARN. */
const sageMaker: [RegExp, string][] = [
  [/AppImageConfig$/, 'app-image-config/acme-lab'],
  [/App$/, 'app/DOMAIN/ana-lab/JupyterLab/default'],
  [/Space$|^StartSession$|^AddTags$|^DeleteTags$/, 'space/DOMAIN/ana-lab'],
  [/UserProfile$|^CreatePresignedDomainUrl$/, 'user-profile/DOMAIN/ana'],
  [/Domain$/, 'domain/DOMAIN'],
  [/StudioLifecycleConfig$/, 'studio-lifecycle-config/acme-start'],
  [/^(Update|Delete|Describe)ImageVersion$/, 'image-version/acme-lab/1'],
  [/ImageVersion$/, 'image/acme-lab'],
  [/Image$/, 'image/acme-lab'],
  [/NotebookInstanceLifecycleConfig$/, 'notebook-instance-lifecycle-config/start'],
  [/NotebookInstance/, 'notebook-instance/old'],
  [/HyperParameterTuningJob$/, 'hyper-parameter-tuning-job/forecast-1'],
  [/TrainingJob$/, 'training-job/forecast-1'],
  [/ProcessingJob$/, 'processing-job/forecast-1'],
  [/TransformJob$/, 'transform-job/forecast-1'],
  [/AutoMLJob/, 'automl-job/forecast-1'],
  [/DataQualityJobDefinition$/, 'data-quality-job-definition/forecast'],
  [/ModelQualityJobDefinition$/, 'model-quality-job-definition/forecast'],
  [/ModelBiasJobDefinition$/, 'model-bias-job-definition/forecast'],
  [/ModelExplainabilityJobDefinition$/, 'model-explainability-job-definition/forecast'],
  [/MonitoringSchedule$/, 'monitoring-schedule/forecast'],
  [/EndpointConfig$/, 'endpoint-config/forecast'],
  [/Endpoint/, 'endpoint/forecast'],
  [/Model$/, 'model/forecast'],
];

/** A text that a pattern stands for. */
export const concrete = (pattern: string, account = ''): string =>
  pattern.replace('::*:', `::${account}:`).replaceAll('*', '1').replaceAll('?', '1');

/** The same ARN in another part of AWS. */
export const inAnotherPartition = (arn: string): string => {
  const [start, partition, ...rest] = arn.split(':');
  return [start, partition === 'aws' ? 'aws-cn' : 'aws', ...rest].join(':');
};

/** The same ARN in another account. */
export const inAccount = (arn: string, account: string): string => {
  const [start, partition, service, region, , ...rest] = arn.split(':');
  return [start, partition, service, region, account, ...rest].join(':');
};

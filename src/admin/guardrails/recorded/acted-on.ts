import { textOf } from './request-keys';

/** Members at the top of a request that name what is acted on, and its type in ARNs of SageMaker. */
const named: Readonly<Record<string, string>> = {
  trainingJobName: 'training-job',
  processingJobName: 'processing-job',
  transformJobName: 'transform-job',
  hyperParameterTuningJobName: 'hyper-parameter-tuning-job',
  autoMLJobName: 'automl-job',
  endpointName: 'endpoint',
  endpointConfigName: 'endpoint-config',
  modelName: 'model',
  imageName: 'image',
  appImageConfigName: 'app-image-config',
  studioLifecycleConfigName: 'studio-lifecycle-config',
  notebookInstanceLifecycleConfigName: 'notebook-instance-lifecycle-config',
  notebookInstanceName: 'notebook-instance',
  monitoringScheduleName: 'monitoring-schedule',
};

/**
 * The ARN of what was acted on, where the members of a recorded request name it; `*` of an action that has no resource;
 * nothing where it cannot be told. `at` is the beginning of ARNs there.
 */
export function actedOn(service: string, action: string, parameters: unknown, at: string): string | undefined {
  const of = (name: string) => textOf(parameters, name);
  if (service === 's3') return bucketOf(parameters, at);
  if (service === 'iam') return of('roleName') === '' ? undefined : `${at}role/${of('roleName')}`;
  if (service !== 'sagemaker') return of('resourceArn') || undefined;
  if (/^List(?!Tags)/.test(action)) return '*';
  if (of('resourceArn') !== '') return of('resourceArn');
  const domain = of('domainId');
  const inDomain = (type: string, ...names: string[]) =>
    [domain, ...names].includes('') ? undefined : `${at}${type}/${[domain, ...names].join('/')}`;
  if (/App$/.test(action))
    return inDomain('app', of('spaceName') || of('userProfileName'), of('appType'), of('appName'));
  if (/Space$/.test(action)) return inDomain('space', of('spaceName'));
  if (/UserProfile$|PresignedDomainUrl$/.test(action)) return inDomain('user-profile', of('userProfileName'));
  // The id of one that is made is not known before.
  if (/Domain$/.test(action)) return `${at}domain/${domain || '*'}`;
  const made = of('jobDefinitionName');
  if (/JobDefinition$/.test(action) && made !== '') return `${at}${inSmall(action.replace(verb, ''))}/${made}`;
  if (action === 'CreateImageVersion' && of('imageName') !== '') return `${at}image/${of('imageName')}`;
  const own = Object.entries(named).find(([member]) => of(member) !== '' && isOwn(action, member));
  return own && `${at}${own[1]}/${of(own[0])}`;
}

/** `CreateEndpoint` is about `endpointName`, not about the `endpointConfigName` that it says too. */
const isOwn = (action: string, member: string) =>
  action.replace(/V2$/, '').replace(verb, '').toLowerCase() === member.replace(/Name$/, '').toLowerCase() ||
  (/^InvokeEndpoint/.test(action) && member === 'endpointName');

const verb = /^[A-Z][a-z]+/;
/** `ModelBiasJobDefinition`: `model-bias-job-definition`. */
const inSmall = (words: string) => words.replaceAll(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

function bucketOf(parameters: unknown, at: string): string | undefined {
  const [bucket, key] = [textOf(parameters, 'bucketName'), textOf(parameters, 'key')];
  const [, partition] = at.split(':');
  return bucket === '' ? undefined : `arn:${partition}:s3:::${bucket}${key === '' ? '' : `/${key}`}`;
}

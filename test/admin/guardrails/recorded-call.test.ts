// What a record of CloudTrail says of a call, and what it does not.
import { EventError, recordedCall } from '../../../src/admin/guardrails/recorded/cloud-trail-event';
import { isUnknown } from '../../../src/admin/guardrails/recorded/recorded-call';

const record = (eventName: string, requestParameters: unknown, more: object = {}) => ({
  eventSource: 'sagemaker.amazonaws.com',
  eventName,
  awsRegion: 'eu-west-1',
  recipientAccountId: '123456789012',
  sourceIPAddress: '203.0.113.7',
  userIdentity: {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::123456789012:assumed-role/DataScientist/ana',
    accountId: '123456789012',
    sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::123456789012:role/DataScientist' } },
  },
  requestParameters,
  ...more,
});
const at = 'arn:aws:sagemaker:eu-west-1:123456789012:';
const inDomain = { domainId: 'd-acme' };

test.each([
  [
    'CreateApp',
    { ...inDomain, spaceName: 'lab', appType: 'JupyterLab', appName: 'default' },
    'app/d-acme/lab/JupyterLab/default',
  ],
  ['DeleteApp', { ...inDomain, userProfileName: 'ana', appType: 'Canvas', appName: 'c' }, 'app/d-acme/ana/Canvas/c'],
  ['UpdateSpace', { ...inDomain, spaceName: 'lab' }, 'space/d-acme/lab'],
  ['CreatePresignedDomainUrl', { ...inDomain, userProfileName: 'ana' }, 'user-profile/d-acme/ana'],
  ['UpdateDomain', inDomain, 'domain/d-acme'],
  ['StopTrainingJob', { trainingJobName: 'forecast' }, 'training-job/forecast'],
  ['CreateHyperParameterTuningJob', { hyperParameterTuningJobName: 'tune' }, 'hyper-parameter-tuning-job/tune'],
  ['CreateAutoMLJobV2', { autoMLJobName: 'auto' }, 'automl-job/auto'],
  ['CreateEndpoint', { endpointName: 'e', endpointConfigName: 'c' }, 'endpoint/e'],
  ['CreateEndpointConfig', { endpointConfigName: 'c' }, 'endpoint-config/c'],
  ['InvokeEndpoint', { endpointName: 'e' }, 'endpoint/e'],
  ['DeleteModel', { modelName: 'm' }, 'model/m'],
  ['CreateImageVersion', { imageName: 'acme' }, 'image/acme'],
  ['CreateModelBiasJobDefinition', { jobDefinitionName: 'bias' }, 'model-bias-job-definition/bias'],
  ['UpdateMonitoringSchedule', { monitoringScheduleName: 's' }, 'monitoring-schedule/s'],
  ['CreateStudioLifecycleConfig', { studioLifecycleConfigName: 'start' }, 'studio-lifecycle-config/start'],
  ['AddTags', { resourceArn: `${at}space/d-acme/lab`, tags: [] }, 'space/d-acme/lab'],
])('%s acts on what its members name', (name, members, resource) => {
  expect(recordedCall(record(name, members))).toMatchObject({
    request: { action: `sagemaker:${name}`, resource: `${at}${resource}` },
    isOnUnknown: false,
  });
});

test('what was acted on, and cannot be told, is unknown; a list acts on nothing', () => {
  expect(recordedCall(record('StopPipelineExecution', { pipelineExecutionArn: 'a' }))).toMatchObject({
    isOnUnknown: true,
    request: { resource: '*' },
  });
  expect(recordedCall(record('ListApps', {})).isOnUnknown).toBe(false);
});

const keysOf = (name: string, members: unknown, more: object = {}) =>
  recordedCall(record(name, members, more)).request.context;

test.each([
  ['CreateDomain', { kmsKeyId: 'k' }, { 'sagemaker:VolumeKmsKeyArn': 'k' }],
  ['CreateEndpointConfig', { kmsKeyId: 'k' }, { 'sagemaker:VolumeKmsKeyArn': 'k' }],
  [
    'CreateTrainingJob',
    {
      outputDataConfig: { kmsKeyId: 'out' },
      resourceConfig: { instanceType: 'ml.m5.large', volumeKmsKeyId: 'vol', keepAlivePeriodInSeconds: 600 },
      stoppingCondition: { maxRuntimeInSeconds: 3600 },
      vpcConfig: { subnets: ['subnet-1'], securityGroupIds: ['sg-1'] },
      enableNetworkIsolation: true,
      tags: [{ key: 'owner', value: 'ana' }],
    },
    {
      'sagemaker:OutputKmsKeyArn': 'out',
      'sagemaker:VolumeKmsKeyArn': 'vol',
      'sagemaker:InstanceTypes': ['ml.m5.large'],
      'sagemaker:KeepAlivePeriod': '600',
      'sagemaker:MaxRuntimeInSeconds': '3600',
      'sagemaker:VpcSubnets': ['subnet-1'],
      'sagemaker:VpcSecurityGroupIds': ['sg-1'],
      'sagemaker:NetworkIsolation': 'true',
      'aws:TagKeys': ['owner'],
      'aws:RequestTag/owner': 'ana',
    },
  ],
  ['CreateTransformJob', { transformOutput: { kmsKeyId: 'out' } }, { 'sagemaker:OutputKmsKeyArn': 'out' }],
  [
    'CreateModelBiasJobDefinition',
    { modelBiasJobOutputConfig: { kmsKeyId: 'o' } },
    { 'sagemaker:OutputKmsKeyArn': 'o' },
  ],
  ['DeleteTags', { resourceArn: 'a', tagKeys: ['owner'] }, { 'aws:TagKeys': ['owner'] }],
  [
    'CreateSpace',
    {
      ...inDomain,
      ownershipSettings: { ownerUserProfileName: 'ana' },
      spaceSharingSettings: { sharingType: 'Private' },
    },
    { 'sagemaker:OwnerUserProfileArn': `${at}user-profile/d-acme/ana`, 'sagemaker:SpaceSharingType': 'Private' },
  ],
])('the members of %s fill its keys', (name, members, keys) => {
  expect(keysOf(name, members)).toMatchObject(keys);
});

test('who asked, from where, and by which service is told', () => {
  expect(keysOf('ListApps', {})).toMatchObject({
    'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/DataScientist',
    'aws:SourceIp': '203.0.113.7',
    'aws:ViaAWSService': 'false',
    'aws:ResourceAccount': '123456789012',
  });
  const inside = keysOf('ListApps', {}, { vpcEndpointId: 'vpce-1', sourceIPAddress: '10.0.0.7' });
  expect(inside).toMatchObject({ 'aws:SourceVpce': 'vpce-1', 'aws:VpcSourceIp': '10.0.0.7' });
  expect(inside).not.toHaveProperty('aws:SourceIp');
  const athena = { invokedBy: 'athena.amazonaws.com', arn: 'arn:aws:sts::123456789012:assumed-role/A/b' };
  expect(keysOf('ListApps', {}, { userIdentity: athena })).toMatchObject({ 'aws:ViaAWSService': 'true' });
  const service = recordedCall(record('AddTags', {}, { userIdentity: { invokedBy: 'sagemaker.amazonaws.com' } }));
  expect(service.request.principal.arn).toBe('sagemaker.amazonaws.com');
  expect(service.request.context).toMatchObject({ 'aws:PrincipalIsAWSService': 'true', 'aws:ViaAWSService': 'false' });
});

test('a call to S3 is about its bucket, of the account that the record names', () => {
  const members = { bucketName: 'data', key: 'a/b' };
  const resources = [{ type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::data', accountId: '999999999999' }];
  const source = { eventSource: 's3.amazonaws.com' };
  expect(recordedCall(record('HeadObject', members, { ...source, resources })).request).toMatchObject({
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::data/a/b',
    context: { 'aws:ResourceAccount': '999999999999' },
  });
  // Where it names none, the bucket may be anybody's.
  expect(isUnknown(recordedCall(record('GetObject', members, source)), 'aws:ResourceAccount')).toBe(true);
});

test('tags are in no record; keys of a space are in none of an app; of a record without members nothing is known', () => {
  const call = recordedCall(
    record('CreateApp', { ...inDomain, spaceName: 'lab', appType: 'JupyterLab', appName: 'd' }),
  );
  for (const key of [
    'aws:PrincipalTag/team',
    'aws:ResourceTag/team',
    'sagemaker:OwnerUserProfileArn',
    'aws:PrincipalOrgID',
  ])
    expect([key, isUnknown(call, key)]).toEqual([key, true]);
  for (const key of ['sagemaker:InstanceTypes', 'aws:RequestTag/team', 'aws:SourceIdentity', 'sagemaker:DomainId'])
    expect([key, isUnknown(call, key)]).toEqual([key, false]);
  const refused = recordedCall(record('CreateApp', null, { errorCode: 'AccessDenied' }));
  expect(refused).toMatchObject({ wasRefused: true, isOnUnknown: true });
  for (const key of ['sagemaker:InstanceTypes', 'aws:RequestTag/team', 'aws:TagKeys'])
    expect([key, isUnknown(refused, key)]).toEqual([key, true]);
  const arn = 'arn:aws:sts::123456789012:assumed-role/Studio/SageMaker';
  expect(isUnknown(recordedCall(record('ListApps', {}, { userIdentity: { arn } })), 'sagemaker:UserProfileName')).toBe(
    true,
  );
});

test.each([
  [{ Records: [record('ListApps', {})] }, 'a list of records'],
  [{ Events: [] }, 'a list of records'],
  [{ CloudTrailEvent: '{"a"' }, 'a CloudTrailEvent that is no record'],
  [{ ...record('ListApps', {}), userIdentity: undefined }, 'look at userIdentity'],
  [{ ...record('ListApps', {}), awsRegion: 7 }, 'look at awsRegion'],
  [{}, 'look at eventSource, eventName, awsRegion, userIdentity'],
  [[], 'is no record'],
  ['text', 'is no record'],
  [null, 'is no record'],
])('%j is told to be none', (value, text) => {
  expect(() => recordedCall(value)).toThrow(EventError);
  expect(() => recordedCall(value)).toThrow(text);
});

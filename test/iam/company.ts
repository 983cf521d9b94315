import type { Policies } from '../../src/iam/evaluate';
import type { Policy, Statement } from '../../src/iam/policy';
import type { Request } from '../../src/iam/request';

const account = '123456789012';
const studio = `arn:aws:sagemaker:eu-west-1:${account}`;
const setters = ['CreateApp', 'CreateSpace', 'UpdateSpace', 'CreateUserProfile', 'UpdateUserProfile', 'CreateDomain'];
const jobs = ['CreateTrainingJob', 'CreateProcessingJob', 'CreateHyperParameterTuningJob'];
const of = (names: readonly string[]) => names.map((name) => `sagemaker:${name}`);
const admins = { ArnNotEquals: { 'aws:PrincipalArn': [`arn:aws:iam::${account}:role/studio-admin`] } };
const policy = (name: string, ...statements: Statement[]): Policy => ({
  name,
  document: { Version: '2012-10-17', Statement: statements },
});
const everything = policy('FullAWSAccess', { Effect: 'Allow', Action: '*', Resource: '*' });

/** The policies of a company whose data scientists work in Studio. */
export const policies: Policies = {
  identity: [
    policy(
      'data-scientist',
      { Effect: 'Allow', Action: ['sagemaker:*'], NotResource: [`${studio}:flow-definition/*`] },
      {
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject', 's3:ListBucket', 'logs:*', 'cloudwatch:*', 'ecr:BatchGetImage'],
        Resource: '*',
      },
      {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: 'arn:aws:iam::*:role/*SageMaker*',
        Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
      },
    ),
    policy(
      'own-profile-only',
      {
        Effect: 'Deny',
        Action: 'sagemaker:CreatePresignedDomainUrl',
        NotResource: `${studio}:user-profile/*/\${aws:PrincipalTag/user}`,
      },
      {
        Effect: 'Deny',
        Action: of(['CreateSpace', 'UpdateSpace', 'DeleteSpace', 'CreateApp', 'DeleteApp']),
        Resource: '*',
        Condition: {
          StringNotLike: { 'sagemaker:OwnerUserProfileArn': `${studio}:user-profile/*/\${aws:PrincipalTag/user}` },
          Null: { 'sagemaker:OwnerUserProfileArn': 'false' },
        },
      },
    ),
  ],
  boundary: [
    policy(
      'boundary',
      { Effect: 'Allow', Action: ['sagemaker:*', 's3:*', 'logs:*', 'iam:PassRole'], Resource: '*' },
      { Effect: 'Deny', Action: ['iam:*User*', 'iam:*Policy*', 'organizations:*'], Resource: '*' },
    ),
  ],
  scps: [
    [
      everything,
      policy(
        'instance-types',
        {
          Effect: 'Deny',
          Action: of([...setters, ...jobs]),
          Resource: '*',
          Condition: {
            'ForAnyValue:StringNotLike': {
              'sagemaker:InstanceTypes': ['system', 'ml.t3.*', 'ml.m5.*', 'ml.g5.xlarge'],
            },
          },
        },
        {
          Effect: 'Deny',
          Action: of(jobs),
          Resource: '*',
          Condition: { NumericGreaterThanIfExists: { 'sagemaker:MaxRuntimeInSeconds': '86400' } },
        },
      ),
    ],
    [
      everything,
      policy(
        'approved-images',
        {
          Effect: 'Deny',
          Action: of(setters),
          Resource: '*',
          Condition: {
            'ForAnyValue:StringNotEquals': {
              'sagemaker:ImageArns': [`${studio}:image/base`, `${studio}:image/gpu`],
            },
          },
        },
        {
          Effect: 'Deny',
          Action: of(['UpdateDomain', 'DeleteDomain', 'CreateUserProfile', 'UpdateUserProfile', 'DeleteUserProfile']),
          Resource: '*',
          Condition: admins,
        },
      ),
      policy('jobs-in-vpc', {
        Effect: 'Deny',
        Action: of(jobs),
        Resource: '*',
        Condition: { 'ForAllValues:StringNotLike': { 'sagemaker:VpcSubnets': '*' } },
      }),
    ],
  ],
  endpoint: [
    policy('endpoint', {
      Effect: 'Allow',
      Principal: '*',
      Action: '*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-acme', 'aws:ResourceAccount': account } },
    }),
  ],
};

const keys = {
  'aws:PrincipalArn': `arn:aws:iam::${account}:role/studio`,
  'aws:PrincipalAccount': account,
  'aws:PrincipalOrgID': 'o-acme',
  'aws:ResourceAccount': account,
  'aws:PrincipalTag/user': 'ana',
  'aws:PrincipalType': 'AssumedRole',
  'aws:userid': 'AROAEXAMPLE:ana',
  'aws:SourceIp': '203.0.113.7',
  'aws:SourceVpce': 'vpce-0a1b2c3d',
  'aws:CurrentTime': '2026-01-01T12:00:00Z',
  'aws:SecureTransport': 'true',
  'aws:RequestedRegion': 'eu-west-1',
  'aws:ViaAWSService': 'false',
};
const ask = (action: string, resource: string, own: Request['context'] = {}): Request => ({
  action: `sagemaker:${action}`,
  resource: resource === '*' ? resource : `${studio}:${resource}`,
  principal: { arn: `arn:aws:sts::${account}:assumed-role/studio/ana`, account },
  context: { ...keys, ...own },
});
const app = (instance: string, image: string) =>
  ask('CreateApp', 'app/d-acme/ana-lab/JupyterLab/default', {
    'sagemaker:InstanceTypes': [instance],
    'sagemaker:ImageArns': [`${studio}:image/${image}`],
    'sagemaker:OwnerUserProfileArn': `${studio}:user-profile/d-acme/ana`,
  });

/** A morning's requests, and whether they are allowed. */
export const day: readonly (readonly [Request, 'allowed' | 'explicit' | 'implicit'])[] = [
  [ask('ListApps', '*'), 'allowed'],
  [ask('CreatePresignedDomainUrl', 'user-profile/d-acme/ana'), 'allowed'],
  [ask('CreatePresignedDomainUrl', 'user-profile/d-acme/bob'), 'explicit'],
  [app('ml.t3.medium', 'base'), 'allowed'],
  [app('ml.p4d.24xlarge', 'base'), 'explicit'],
  [app('ml.t3.medium', 'own'), 'explicit'],
  [ask('UpdateDomain', 'domain/d-acme'), 'explicit'],
  [ask('CreateTrainingJob', 'training-job/x', { 'sagemaker:InstanceTypes': ['ml.m5.large'] }), 'explicit'],
  [
    ask('CreateTrainingJob', 'training-job/x', {
      'sagemaker:InstanceTypes': ['ml.m5.large'],
      'sagemaker:VpcSubnets': ['subnet-1', 'subnet-2'],
      'sagemaker:MaxRuntimeInSeconds': '3600',
    }),
    'allowed',
  ],
  [ask('DescribeSpace', 'space/d-acme/ana-lab', { 'aws:PrincipalOrgID': 'o-other' }), 'implicit'],
];

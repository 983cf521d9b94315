import type { Company } from '../company/company';
import { all, deny, missingOrEmpty } from '../deny';
import { guardrail } from '../guardrail';
import { partitionOf } from '../../../studio/partition';

export const sourceIdentity = guardrail({
  name: 'source-identity',
  intent: 'Whatever Studio does can be attributed to a person.',
  why: 'All apps that share an execution role look alike in CloudTrail without a source identity.',
  refuses: 'data, to an execution role whose session has no source identity',
  passes: 'sessions that say who it is; SageMaker takes on the role and says so',
  cannot: 'switch it on: ExecutionRoleIdentityConfig of the domain has no key. CloudTrail does not log InvokeEndpoint',
  pitfalls: [
    'Change the domain’s setting while no app is InService or Pending.',
    'A trust policy without sts:SetSourceIdentity makes every app fail once it is on.',
  ],
  sources: ['whitepaper, logging and monitoring (prose)', 'SageMaker developer guide, source identity'],
  at: ['trust', 'bucket', 'scp'],
  takes: ['executionRoles', 'buckets'],
  statements({ executionRoles, buckets, region }, place) {
    const partition = partitionOf(region);
    if (place === 'trust')
      return [
        {
          Sid: 'StudioSaysWho',
          Effect: 'Allow',
          Principal: { Service: 'sagemaker.amazonaws.com' },
          Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
        },
      ];
    const Resource = buckets.flatMap((bucket) => [
      `arn:${partition}:s3:::${bucket}`,
      `arn:${partition}:s3:::${bucket}/*`,
    ]);
    const nobody = all(missingOrEmpty('aws:SourceIdentity'), { ArnEquals: { 'aws:PrincipalArn': executionRoles } });
    return [deny('SomebodyReads', ['s3:*'], nobody, place === 'bucket' ? { Principal: '*', Resource } : { Resource })];
  },
  requests({ ask, each, p, partition }, place) {
    if (place === 'trust') return trusting(ask, p.account, partition);
    const doing = [
      's3:GetObject',
      's3:PutObject',
      's3:ListBucket',
      's3:DeleteObject',
      's3:GetObjectVersion',
      's3:PutObjectAcl',
    ];
    const studio = { as: 'studio' as const };
    return {
      refused: [
        ...each('an app without a source identity', doing, { 'aws:SourceIdentity': undefined }, studio),
        ...each('an empty one', doing, { 'aws:SourceIdentity': '' }, studio),
      ],
      passes: [
        ...each('an app that says who it is', doing, {}, studio),
        ...each(
          'another role without one',
          ['s3:GetObject', 's3:ListBucket'],
          { 'aws:SourceIdentity': undefined },
          { as: 'ines' },
        ),
      ],
    };
  },
});

/** Who takes on a role. */
function trusting(ask: Company['ask'], account: string, partition: string) {
  const by = (says: string, action: string, arn: string, role = 'StudioExecutionRole') => {
    const { request } = ask(says, action, {}, { on: `arn:${partition}:iam::${account}:role/${role}` });
    const owner = arn.startsWith('arn:') ? (arn.split(':')[4] ?? '') : '';
    return { says, request: { ...request, principal: { arn, account: owner }, context: {} } };
  };
  const taking = ['sts:AssumeRole', 'sts:SetSourceIdentity'];
  const services = ['ec2', 'lambda', 'glue', 'edge.sagemaker'].map((name) => `${name}.amazonaws.com`);
  const people = [
    `arn:${partition}:sts::${account}:assumed-role/DataScientist/ana`,
    `arn:${partition}:sts::999999999999:assumed-role/Stranger/eve`,
  ];
  return {
    refused: [
      ...[...services, ...people].flatMap((arn) => taking.map((action) => by(`${arn} takes it on`, action, arn))),
      by('SageMaker passes tags', 'sts:TagSession', 'sagemaker.amazonaws.com'),
    ],
    passes: ['StudioExecutionRole', 'JobRole', 'PipelineRole', 'CanvasRole'].flatMap((role) =>
      taking.map((action) => by(`SageMaker takes on ${role}`, action, 'sagemaker.amazonaws.com', role)),
    ),
  };
}

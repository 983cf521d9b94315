import { decide, explain, type Policies } from '../../src/iam/evaluate';
import type { Request } from '../../src/iam/request';

const ana = { arn: 'arn:aws:sts::123456789012:assumed-role/studio/ana', account: '123456789012' };
const start: Request = {
  action: 'sagemaker:CreateApp',
  resource: 'arn:aws:sagemaker:eu-west-1:123456789012:app/d-1/ana/JupyterLab/default',
  principal: ana,
  context: { 'sagemaker:InstanceTypes': 'ml.p4d.24xlarge' },
};
const allowAll = { name: 'all', document: { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } } } as const;
const noP4d = {
  name: 'no-p4d',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'NoP4d',
        Effect: 'Deny',
        Action: 'sagemaker:Create*',
        Resource: '*',
        Condition: { StringLike: { 'SageMaker:instancetypes': ['ml.p4d.*', 'ml.p5.*'] } },
      },
    ],
  },
} as const;

it('allows what a policy of the principal allows and nothing denies', () => {
  expect(decide({ identity: [allowAll] }, start)).toEqual({
    allowed: true,
    by: { kind: 'identity', policy: 'all', index: 0 },
  });
});

it('refuses what a service control policy denies, and says which statement and which value', () => {
  const policies: Policies = { identity: [allowAll], scps: [[allowAll], [allowAll, noP4d]] };
  expect(decide(policies, start)).toEqual({
    allowed: false,
    how: 'explicit',
    kind: 'scp',
    by: { kind: 'scp', policy: 'no-p4d', index: 0, sid: 'NoP4d', level: 1 },
  });
  expect(explain(policies, start)).toContainEqual(
    expect.objectContaining({
      effect: 'Deny',
      matches: true,
      parts: expect.arrayContaining([
        {
          part: 'Condition',
          operator: 'StringLike',
          key: 'SageMaker:instancetypes',
          matches: true,
          stated: ['ml.p4d.*', 'ml.p5.*'],
          asked: ['ml.p4d.24xlarge'],
        },
      ]),
    }),
  );
});

it('refuses what nothing allows', () => {
  expect(decide({ identity: [] }, start)).toEqual({ allowed: false, how: 'implicit', kind: 'identity' });
});

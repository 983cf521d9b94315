import { compile, decide, explain, type Policies } from '../../src/iam/evaluate';
import { refusalSentence } from '../../src/iam/refusal';
import type { Request } from '../../src/iam/request';
import { day, policies } from './company';

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

it('does not decide by a condition that there is not', () => {
  const typo = { StringEqual: { 'aws:username': 'ana' } };
  const policy = {
    name: 'typo',
    document: { Statement: { Effect: 'Deny', Action: '*', Resource: '*', Condition: typo } },
  } as const;
  expect(() => compile({ identity: [policy] })).toThrow('there is no condition operator "StringEqual"');
});

it('says of each statement which part did not match', () => {
  const [explained] = explain(
    { identity: [noP4d] },
    { ...start, context: { 'sagemaker:InstanceTypes': 'ml.t3.medium' } },
  );
  expect(explained).toMatchObject({ matches: false, statement: { sid: 'NoP4d', index: 0 } });
  expect(explained?.parts.filter(({ matches }) => !matches)).toEqual([
    expect.objectContaining({ part: 'Condition', asked: ['ml.t3.medium'], stated: ['ml.p4d.*', 'ml.p5.*'] }),
  ]);
});

it('shows a policy with its variables replaced, and a key that the request does not have', () => {
  const own = {
    name: 'own',
    document: {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Action: '*',
        Resource: 'arn:aws:sagemaker:*:*:app/*/${aws:PrincipalTag/user}/*',
        Condition: { StringEquals: { 'aws:ResourceTag/owner': '${aws:PrincipalTag/user}' } },
      },
    },
  } as const;
  const [explained] = explain({ identity: [own] }, { ...start, context: { 'aws:PrincipalTag/user': 'ana' } });
  expect(explained?.parts.slice(1)).toEqual([
    { part: 'Resource', matches: true, stated: ['arn:aws:sagemaker:*:*:app/*/ana/*'], asked: start.resource },
    expect.objectContaining({ part: 'Condition', matches: false, stated: ['ana'], asked: undefined }),
  ]);
});

it.each(day.map(([request, expected]) => [request.action, expected, request] as const))(
  "decides a company's day: %s is %s",
  (_, expected, request) => {
    const decision = decide(policies, request);
    expect(decision.allowed ? 'allowed' : decision.how).toBe(expected);
  },
);

it("refuses in AWS's words, which name the kind of policy", () => {
  const sentence = (policies: Policies, request: Request) => {
    const decision = decide(policies, request);
    return decision.allowed ? '' : refusalSentence(request, decision);
  };
  const who = `User: ${ana.arn} is not authorized to perform: sagemaker:CreateApp on resource: ${start.resource}`;
  expect(sentence({ identity: [allowAll], scps: [[noP4d]] }, start)).toBe(
    `${who} with an explicit deny in a service control policy`,
  );
  expect(sentence({ identity: [] }, start)).toBe(
    `${who} because no identity-based policy allows the sagemaker:CreateApp action`,
  );
  expect(
    sentence({ identity: [allowAll], boundary: [] }, { ...start, action: 'sagemaker:ListApps', resource: '*' }),
  ).toBe(
    `User: ${ana.arn} is not authorized to perform: sagemaker:ListApps because no permissions boundary allows the sagemaker:ListApps action`,
  );
  const role = { ...start, action: 'sts:AssumeRole', resource: 'arn:aws:iam::123456789012:role/studio' };
  expect(sentence({ identity: [allowAll] }, role)).toMatch(
    /because no role trust policy allows the sts:AssumeRole action$/,
  );
});

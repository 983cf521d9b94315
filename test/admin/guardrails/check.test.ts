// Policies as people write them, each with one defect; and ours, which have none.
import { checkPolicies, checkRules } from '../../../src/admin/guardrails/check';
import { findingsOf } from '../../../src/admin/findings/outcome';
import { documentText, generate } from '../../../src/admin/guardrails/generate';
import { places } from '../../../src/admin/guardrails/guardrail';
import { guardrails } from '../../../src/admin/guardrails/guardrails';
import { examples } from '../../../src/admin/guardrails/parameters';
import type { PolicyPlace } from '../../../src/iam/grammar';
import { grammarOf } from './grammar';

const found = (text: string, place: PolicyPlace = 'identity') =>
  findingsOf(checkPolicies([{ name: 'policy.json', text, place }])).map(({ code, reason, where }) => ({
    code,
    reason,
    where,
  }));
const codes = (text: string, place?: PolicyPlace) => [...new Set(found(text, place).map(({ code }) => code))].sort();
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const deny = (action: string | string[], Condition: object = {}) => ({
  Effect: 'Deny',
  Action: action,
  Resource: '*',
  Condition,
});
const allow = (action: string | string[], Condition: object = {}) => ({ ...deny(action, Condition), Effect: 'Allow' });
const setters = ['App', 'Space', 'UserProfile', 'Domain'].flatMap((what) => [
  `sagemaker:Create${what}`,
  `sagemaker:Update${what}`,
]);

describe('a document that does not parse is told with its place', () => {
  const whole = policy(
    deny('sagemaker:CreateDomain', { StringNotEquals: { 'sagemaker:AppNetworkAccessType': 'VpcOnly' } }),
  );
  test.each([
    ['a bracket closed early', whole.replace('"Resource"', '}],"Resource"')],
    ['braces lost at a page break', whole.replace('}}}]}', '')],
    ['a trailing comma', whole.replace('}}}]}', '}}},]}')],
    ['> for :', policy(allow('logs>DeleteLogDelivery'))],
    [
      'a line break in an ARN',
      policy({ Effect: 'Deny', Action: 'kms:*', Resource: 'arn:aws:kms:eu-west-1:\n123456789012:key/a' }),
    ],
    ['no Resource', JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'logs:*' } })],
    ['two documents', `${whole}\n${whole}`],
  ])('%s', (_, text) => {
    expect(codes(text)).toEqual(['policy-unreadable']);
    for (const { reason, where } of found(text)) {
      expect(reason.length).toBeGreaterThan(5);
      expect(where.line).toBeGreaterThan(0);
    }
  });
});

test.each<[string, string, PolicyPlace?]>([
  ['dead-condition-key', policy(deny('sagemaker:CreateDomain', { Null: { 'sagemaker:VolumeKmsKey': 'true' } }))],
  ['dead-condition-key', policy(deny('sagemaker:CreateTrainingJob', { Null: { 'SageMaker:outputKmsKey': 'true' } }))],
  [
    'dead-condition-key',
    policy(deny('sagemaker:CreateDomain', { Null: { 'sagemaker:HomeEfsFileSystemKmsKey': 'true' } })),
  ],
  [
    'dead-condition-key',
    policy(deny('sagemaker:UpdateDomain', { Null: { 'sagemaker:DomainSharingOutputKmsKey': 'true' } })),
  ],
  [
    'allow-only',
    policy(
      allow('sagemaker:CreatePresignedDomainUrl', {
        StringEquals: { 'sagemaker:ResourceTag/owner': '${aws:PrincipalTag/owner}' },
      }),
    ),
  ],
  [
    'allow-only',
    policy(allow('sagemaker:CreatePresignedDomainUrl', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })),
  ],
  ['allow-only', policy(allow('sagemaker:CreateUserProfile', { StringLike: { 'aws:RequestTag/owner': '?*' } }))],
  [
    'wildcard-account',
    policy(
      deny(setters, { 'ForAnyValue:StringNotLike': { 'sagemaker:ImageArns': 'arn:aws:sagemaker:*:*:image/acme' } }),
    ),
  ],
  [
    'wildcard-account',
    policy(deny('sagemaker:CreateDomain', { StringNotLike: { 'sagemaker:VolumeKmsKeyArn': 'arn:aws:kms:*:*:key/*' } })),
  ],
  [
    'set-operator-on-single-value',
    policy(
      deny('sagemaker:CreatePresignedDomainUrl', { 'ForAllValues:StringNotEquals': { 'aws:SourceVpce': 'vpce-1' } }),
    ),
  ],
  [
    'set-operator-on-single-value',
    policy(
      deny('sagemaker:CreateDomain', {
        'ForAnyValue:StringNotEquals': { 'sagemaker:VolumeKmsKeyArn': 'arn:aws:kms:eu-west-1:123456789012:key/a' },
      }),
    ),
  ],
  ['list-without-set-operator', policy(deny(setters, { StringNotLike: { 'sagemaker:InstanceTypes': 'ml.t3.*' } }))],
  [
    'missing-null-test',
    policy(
      deny('sagemaker:UpdateDomain', { StringNotEqualsIfExists: { 'sagemaker:AppNetworkAccessType': 'VpcOnly' } }),
    ),
  ],
  [
    'all-values-instead-of-any',
    policy(deny(setters, { 'ForAllValues:StringNotLike': { 'sagemaker:InstanceTypes': 'ml.t3.*' } })),
  ],
  [
    'setters-missing',
    policy(deny('sagemaker:CreateApp', { 'ForAnyValue:StringNotLike': { 'sagemaker:InstanceTypes': 'ml.t3.*' } })),
  ],
  [
    'job-types-missing',
    policy(
      deny(['sagemaker:CreateTrainingJob', 'sagemaker:CreateProcessingJob'], {
        Null: { 'aws:RequestTag/owner': 'true' },
      }),
    ),
  ],
  [
    'tests-together',
    policy(
      deny(['sagemaker:CreateDomain'], {
        Null: { 'sagemaker:VpcSubnets': 'true', 'sagemaker:VpcSecurityGroupIds': 'true' },
      }),
    ),
  ],
  ['denies-without-condition', policy(deny('sagemaker:CreateDomain'))],
  [
    'placeholder-left',
    policy({ Effect: 'Deny', Action: 'iam:PassRole', NotResource: 'arn:aws:iam::123456789012:role/{RoleName}' }),
  ],
  [
    'placeholder-left',
    policy({ Effect: 'Deny', Action: 'iam:PassRole', NotResource: 'arn:aws:iam::<account>:role/studio' }),
  ],
  ['logs-too-wide', policy(allow(['logs:PutLogEvents', 'logs:PutResourcePolicy']))],
  ['logs-too-wide', policy(allow('logs:*'))],
  [
    'key-of-another-action',
    policy(
      allow(['cloudwatch:PutMetricData', 'cloudwatch:GetMetricData'], {
        StringLike: { 'cloudwatch:namespace': ['/aws/sagemaker/*', 'aws/sagemaker/*'] },
      }),
    ),
  ],
  [
    'namespace-half',
    policy(allow('cloudwatch:PutMetricData', { StringLike: { 'cloudwatch:namespace': 'aws/sagemaker/*' } })),
  ],
  [
    'namespace-half',
    policy(allow('cloudwatch:PutMetricData', { StringLike: { 'cloudwatch:namespace': ['/aws/sagemaker/*', 'Acme'] } })),
  ],
  ['presence-only', policy(deny('sagemaker:CreateDomain', { Null: { 'sagemaker:VolumeKmsKeyArn': 'true' } }))],
  [
    'update-left-open',
    policy(deny('sagemaker:CreateDomain', { StringNotEquals: { 'sagemaker:AppNetworkAccessType': 'VpcOnly' } })),
  ],
  [
    'key-without-administrator',
    policy({ ...allow('kms:Encrypt'), Principal: { Service: 'logs.eu-west-1.amazonaws.com' } }),
    'resource',
  ],
])('%s is found in a policy that has it, and nothing else', (code, text, place = 'identity') => {
  expect(codes(text, place)).toEqual([code]);
});

test('the inverted policy of images has all its defects told', () => {
  const text = policy(
    allow(setters, {
      'ForAllValues:StringNotLike': { 'sagemaker:ImageArns': 'arn:aws:sagemaker:*:*:image/{ImageName}' },
    }),
  );
  expect(codes(text)).toEqual([
    'allow-only',
    'effect-inverted',
    'missing-null-test',
    'placeholder-left',
    'wildcard-account',
  ]);
});

test('a tag that is only to be there is told, by its name, and not where its value is compared', () => {
  const Condition = { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['owner', 'project'] } };
  const wanted = allow('sagemaker:CreateUserProfile', Condition);
  expect(codes(policy(wanted))).toEqual(['allow-only', 'tag-value-unchecked']);
  const compared = deny('sagemaker:CreateUserProfile', {
    StringNotEquals: { 'aws:RequestTag/owner': '${aws:PrincipalTag/owner}' },
  });
  expect(found(policy(wanted, compared)).filter(({ code }) => code === 'tag-value-unchecked')).toMatchObject([
    { reason: 'the tag project may have any value' },
  ]);
});

test('each rule about policies has a policy here', () => {
  const own = checkRules.map(({ code }) => code).filter((code) => !code.startsWith('evaded-'));
  expect(own.length).toBe(21);
});

test.each(places)('nothing is found in what is generated for %s', (place) => {
  const some = place === 'boundary' ? guardrails.map((one) => [one]) : [guardrails];
  for (const chosen of some)
    for (const document of generate(chosen, examples(), place)) {
      expect(found(documentText(document), grammarOf[place])).toEqual([]);
    }
});

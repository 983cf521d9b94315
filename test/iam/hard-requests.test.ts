import { decide, type Policies } from '../../src/iam/evaluate';
import type { Conditions, Policy, Statement } from '../../src/iam/policy';
import type { Request } from '../../src/iam/request';

const account = '111111111111';
const user = { arn: `arn:aws:iam::${account}:user/ana`, account };
const session = { arn: `arn:aws:sts::${account}:assumed-role/studio/ana`, account };
const policy = (...statements: Statement[]): Policy => ({
  name: 'policy',
  document: { Version: '2012-10-17', Statement: statements },
});
const all: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
const allow = (Condition: Conditions): Statement => ({ ...all, Condition });
const deny = (Condition: Conditions, more: Partial<Statement> = {}): Statement => ({
  ...all,
  Effect: 'Deny',
  Condition,
  ...more,
});

function ask(policies: Policies | Statement[], asked: Partial<Request> = {}): string {
  const given = Array.isArray(policies) ? { identity: [policy(...policies)] } : policies;
  const decision = decide(given, { action: 's3:GetObject', resource: '*', principal: user, context: {}, ...asked });
  return decision.allowed ? 'allowed' : `${decision.how} ${decision.kind}`;
}
const withKeys = (context: Request['context']) => ({ context });

/** Each a trap, and what AWS's pages say of it. */
const requests: [string, () => string, string][] = [
  [
    'MFA demanded with BoolIfExists: a caller with access keys has no such key, and is refused',
    () => ask([all, deny({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } })]),
    'explicit identity',
  ],
  [
    'MFA demanded with Bool alone: the caller with access keys passes',
    () => ask([all, deny({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } })]),
    'allowed',
  ],
  [
    'Regions allowed with StringNotEquals: a request without a region is refused',
    () => ask([all, deny({ StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } })]),
    'explicit identity',
  ],
  [
    'Regions with NotAction: IAM, which is global, stays free',
    () =>
      ask(
        [
          all,
          {
            Effect: 'Deny',
            NotAction: ['iam:*', 'sts:*'],
            Resource: '*',
            Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
          },
        ],
        { action: 'iam:CreateUser', ...withKeys({ 'aws:RequestedRegion': 'us-east-1' }) },
      ),
    'allowed',
  ],
  [
    'company addresses with ViaAWSService: Athena reads for the user',
    () =>
      ask(
        [all, deny({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' }, Bool: { 'aws:ViaAWSService': 'false' } })],
        withKeys({ 'aws:ViaAWSService': 'true' }),
      ),
    'allowed',
  ],
  [
    'company addresses: behind an endpoint there is no SourceIp, and NotIpAddress holds',
    () =>
      ask(
        [all, deny({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })],
        withKeys({ 'aws:SourceVpce': 'vpce-1' }),
      ),
    'explicit identity',
  ],
  [
    'the same with the endpoint tested in the same statement',
    () =>
      ask(
        [
          all,
          deny({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' }, StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } }),
        ],
        withKeys({ 'aws:SourceVpce': 'vpce-1' }),
      ),
    'allowed',
  ],
  [
    'an address written as IPv6 is not in a range of IPv4',
    () =>
      ask([allow({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })], withKeys({ 'aws:SourceIp': '::ffff:10.0.0.1' })),
    'implicit identity',
  ],
  [
    'an address with a leading zero is none',
    () => ask([allow({ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } })], withKeys({ 'aws:SourceIp': '010.0.0.1' })),
    'implicit identity',
  ],
  [
    'a role has no aws:username: its statement allows nothing',
    () =>
      ask([allow({ StringEquals: { 'aws:ResourceTag/owner': '${aws:username}' } })], {
        principal: session,
        ...withKeys({ 'aws:ResourceTag/owner': '' }),
      }),
    'implicit identity',
  ],
  [
    'two empty tags are equal',
    () =>
      ask(
        [allow({ StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } })],
        withKeys({ 'aws:ResourceTag/team': '', 'aws:PrincipalTag/team': '' }),
      ),
    'allowed',
  ],
  [
    'a tag of stars opens nothing',
    () =>
      ask([{ ...all, Resource: 'arn:aws:s3:::homes/${aws:PrincipalTag/user}/*' }], {
        resource: 'arn:aws:s3:::homes/bob/x',
        ...withKeys({ 'aws:PrincipalTag/user': '*' }),
      }),
    'implicit identity',
  ],
  [
    'ForAllValues on an Allow lets a request without the key pass',
    () => ask([allow({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] } })]),
    'allowed',
  ],
  [
    'ForAnyValue on a Deny lets it pass too',
    () => ask([all, deny({ 'ForAnyValue:StringNotEquals': { 'sagemaker:InstanceTypes': ['ml.t3.medium'] } })]),
    'allowed',
  ],
  [
    'one bad value among good ones is refused',
    () =>
      ask(
        [all, deny({ 'ForAnyValue:StringNotLike': { 'sagemaker:InstanceTypes': ['ml.t3.*'] } })],
        withKeys({ 'sagemaker:InstanceTypes': ['ml.t3.medium', 'ml.p4d.24xlarge'] }),
      ),
    'explicit identity',
  ],
  [
    'another spelling of a tag key satisfies RequestTag, and not TagKeys',
    () =>
      ask(
        [
          allow({ StringEquals: { 'aws:RequestTag/owner': 'ana' } }),
          deny({ 'ForAllValues:StringNotEquals': { 'aws:TagKeys': 'owner' } }),
        ],
        withKeys({ 'aws:RequestTag/Owner': 'ana', 'aws:TagKeys': ['Owner'] }),
      ),
    'explicit identity',
  ],
  [
    'two tags that differ in case only are neither',
    () =>
      ask(
        [allow({ StringEquals: { 'aws:ResourceTag/EC2': 'test1' } })],
        withKeys({ 'aws:ResourceTag/ec2': 'test1', 'aws:ResourceTag/EC2': 'test2' }),
      ),
    'implicit identity',
  ],
  [
    'only if present: StringNotEquals with Null false',
    () =>
      ask([
        all,
        deny({
          StringNotEquals: { 'sagemaker:SpaceSharingType': 'Private' },
          Null: { 'sagemaker:SpaceSharingType': 'false' },
        }),
      ]),
    'allowed',
  ],
  [
    'not "only if present": StringNotEqualsIfExists',
    () => ask([all, deny({ StringNotEqualsIfExists: { 'sagemaker:SpaceSharingType': 'Private' } })]),
    'explicit identity',
  ],
  [
    'independent tests in one statement: both must hold',
    () =>
      ask(
        [all, deny({ Null: { 'sagemaker:VpcSubnets': 'true', 'sagemaker:VpcSecurityGroupIds': 'true' } })],
        withKeys({ 'sagemaker:VpcSubnets': ['subnet-1'] }),
      ),
    'allowed',
  ],
  [
    'a star in the name of an object is a star, and a policy with ? matches it',
    () => ask([{ ...all, Resource: 'arn:aws:s3:::b/a?c' }], { resource: 'arn:aws:s3:::b/a*c' }),
    'allowed',
  ],
  [
    'a star in a request is no wildcard',
    () => ask([{ ...all, Resource: 'arn:aws:s3:::b/abc' }], { resource: 'arn:aws:s3:::b/a*' }),
    'implicit identity',
  ],
  [
    'signs that mean something in regular expressions',
    () => ask([{ ...all, Resource: 'arn:aws:s3:::b/(a+)[b].*' }], { resource: 'arn:aws:s3:::b/(a+)[b].x' }),
    'allowed',
  ],
  [
    'a line break in a value',
    () => ask([all, deny({ StringLike: { 'aws:UserAgent': 'curl*' } })], withKeys({ 'aws:UserAgent': 'curl\nx' })),
    'explicit identity',
  ],
  [
    'a hundred stars on a long text',
    () =>
      ask(
        [allow({ StringLike: { 'aws:UserAgent': `${'*a'.repeat(100)}b` } })],
        withKeys({ 'aws:UserAgent': 'a'.repeat(20_000) }),
      ),
    'implicit identity',
  ],
  [
    'a hundred parts that expand',
    () => ask([{ ...all, Resource: `arn:${'a*:'.repeat(5)}b` }], { resource: `arn:${'a:'.repeat(200)}c` }),
    'implicit identity',
  ],
  [
    'keys that every object in JavaScript has',
    () => ask([allow({ Null: { constructor: 'true', 'aws:PrincipalTag/__proto__': 'true' } })]),
    'allowed',
  ],
  [
    'numbers as only programs write them',
    () => ask([allow({ NumericEquals: { 's3:max-keys': ['1000', '16', '10'] } })], withKeys({ 's3:max-keys': '1e3' })),
    'implicit identity',
  ],
  [
    'a role whose name begins like the one that is named',
    () =>
      ask(
        { identity: [], resource: [policy({ ...all, Principal: { AWS: `arn:aws:iam::${account}:role/studio` } })] },
        {
          principal: { arn: `arn:aws:sts::${account}:assumed-role/studio-2/ana`, account },
          resource: `arn:aws:sqs:eu-west-1:${account}:q`,
        },
      ),
    'implicit identity',
  ],
  [
    'a user with a path is not the user without',
    () =>
      ask(
        { identity: [], resource: [policy({ ...all, Principal: { AWS: user.arn } })] },
        {
          principal: { arn: `arn:aws:iam::${account}:user/path/ana`, account },
          resource: `arn:aws:sqs:eu-west-1:${account}:q`,
        },
      ),
    'implicit identity',
  ],
  [
    'everybody, with a condition on the role: its boundary does not limit that',
    () =>
      ask(
        {
          identity: [],
          boundary: [policy()],
          resource: [
            policy({
              ...allow({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/stud*` } }),
              Principal: '*',
            }),
          ],
        },
        {
          principal: session,
          resource: `arn:aws:sqs:eu-west-1:${account}:q`,
          ...withKeys({ 'aws:PrincipalArn': `arn:aws:iam::${account}:role/studio` }),
        },
      ),
    'allowed',
  ],
  [
    'the session is not the role for aws:PrincipalArn',
    () =>
      ask([all, deny({ ArnNotEquals: { 'aws:PrincipalArn': [session.arn] } })], {
        principal: session,
        ...withKeys({ 'aws:PrincipalArn': `arn:aws:iam::${account}:role/studio` }),
      }),
    'explicit identity',
  ],
  [
    'a role passed to another service',
    () =>
      ask(
        [
          {
            ...all,
            Action: 'iam:PassRole',
            Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
          },
        ],
        {
          action: 'iam:PassRole',
          resource: `arn:aws:iam::${account}:role/studio`,
          ...withKeys({ 'iam:PassedToService': 'glue.amazonaws.com' }),
        },
      ),
    'implicit identity',
  ],
  [
    'a denied resource does not refuse an action that has none',
    () =>
      ask([all, { ...all, Effect: 'Deny', Resource: 'arn:aws:sagemaker:*:*:domain/*' }], {
        action: 'sagemaker:ListDomains',
      }),
    'allowed',
  ],
  [
    'a service control policy that only denies allows nothing by itself',
    () => ask({ identity: [policy(all)], scps: [[policy({ ...all, Effect: 'Deny', Action: 'ec2:*' })]] }),
    'implicit scp',
  ],
  [
    'values of a policy that are numbers and bools in JSON',
    () =>
      ask(
        [allow({ Bool: { 'aws:SecureTransport': true }, NumericLessThan: { 'aws:MultiFactorAuthAge': 3600 } })],
        withKeys({ 'AWS:securetransport': 'true', 'aws:multifactorauthage': '59' }),
      ),
    'allowed',
  ],
  [
    'the last second of a year, elsewhere',
    () =>
      ask(
        [allow({ DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } })],
        withKeys({ 'aws:CurrentTime': '2025-12-31T23:59:59-01:00' }),
      ),
    'implicit identity',
  ],
];

it.each(requests)('%s', (_, answer, expected) => expect(answer()).toBe(expected));

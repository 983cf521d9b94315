import type { Request } from '../../iam/request';
import type { Caller } from '../operation';
import type { CallerPolicies } from './caller-policies';

type Context = Record<string, Request['context'][string]>;

/**
 * The keys that every request has, of whoever makes it [IAM user guide, global condition context keys]. Assumptions:
 * a request is as if it had come by TLS, which this machine's own clients do without, and nobody asks for a user
 * by way of another service.
 */
export function globalKeys(who: CallerPolicies, caller: Caller, now: number): Context {
  const { principalArn, roleArn, tags, sourceIdentity, organization, network, studio } = who;
  const kind = principalArn.split(':')[5]?.split('/')[0];
  return {
    'aws:PrincipalArn': roleArn ?? roleOf(principalArn),
    'aws:PrincipalAccount': caller.accountId,
    'aws:PrincipalType': { user: 'User', 'assumed-role': 'AssumedRole', root: 'Account' }[kind ?? ''] ?? 'Anonymous',
    'aws:PrincipalIsAWSService': 'false',
    'aws:ViaAWSService': 'false',
    'aws:SecureTransport': 'true',
    'aws:RequestedRegion': caller.region,
    'aws:CurrentTime': new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
    'aws:EpochTime': String(Math.floor(now / 1000)),
    'aws:UserAgent': caller.userAgent,
    ...(kind === 'user' && { 'aws:username': principalArn.split('/').at(-1) ?? '' }),
    ...(organization !== undefined && { 'aws:PrincipalOrgID': organization }),
    ...(sourceIdentity !== undefined && { 'aws:SourceIdentity': sourceIdentity }),
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
    ...networkKeys(network, caller),
    ...(studio && {
      'sagemaker:DomainId': studio.DomainId,
      'sagemaker:UserProfileName': studio.UserProfileName,
    }),
  };
}

function networkKeys({ sourceIp, vpc, vpcEndpoint, vpcSourceIp }: CallerPolicies['network'], caller: Caller): Context {
  if (vpcEndpoint === undefined) return { 'aws:SourceIp': sourceIp ?? caller.sourceIPAddress };
  return {
    'aws:SourceVpce': vpcEndpoint,
    ...(vpc !== undefined && { 'aws:SourceVpc': vpc }),
    ...(vpcSourceIp !== undefined && { 'aws:VpcSourceIp': vpcSourceIp }),
  };
}

/** Of a session the role [IAM: `aws:PrincipalArn` is the role's ARN, not the session's]. */
function roleOf(arn: string): string {
  const [, account, name] = /^arn:aws:sts::(\d+):assumed-role\/([^/]+)\//.exec(arn) ?? [];
  return account === undefined ? arn : `arn:aws:iam::${account}:role/${name}`;
}

import type { Request } from '../../iam/request';
import type { Caller } from '../caller';
import { roleIdOf, userIdOf } from '../rules/principal-ids';
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
  const userId = userIdOfArn(principalArn);
  return {
    'aws:PrincipalArn': roleArn ?? roleOf(principalArn),
    'aws:PrincipalAccount': caller.accountId,
    'aws:PrincipalType': { user: 'User', 'assumed-role': 'AssumedRole', root: 'Account' }[kind ?? ''] ?? 'Anonymous',
    ...(userId !== undefined && { 'aws:userid': userId }),
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

/**
 * The keys that tell whose a resource is: of what its ARN names no account of, such as a bucket, the caller's (assumption).
 * What else is in the caller's organization is not known.
 */
export function ownerKeys(resource: string, caller: Caller, { organization }: CallerPolicies): Context {
  const account = resource.split(':')[4] || caller.accountId;
  const isOwn = account === caller.accountId;
  return {
    'aws:ResourceAccount': account,
    ...(isOwn && organization !== undefined && { 'aws:ResourceOrgID': organization }),
  };
}

/** [IAM user guide, principal key values]: what `aws:userid` is of each kind of principal. */
function userIdOfArn(arn: string): string | undefined {
  const [, , , , account = '', resource = ''] = arn.split(':');
  const [kind, name = '', session = ''] = resource.split('/');
  switch (kind) {
    case 'user':
      return userIdOf(resource);
    case 'assumed-role':
      return `${roleIdOf(name)}:${session}`;
    case 'federated-user':
      return `${account}:${name}`;
    case 'root':
      return account;
    default:
      return undefined;
  }
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
  const [, partition, account, name] = /^arn:([\w-]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(arn) ?? [];
  return account === undefined ? arn : `arn:${partition}:iam::${account}:role/${name}`;
}

import { z } from 'zod';
import type { Request } from '../../iam/request';
import { partitionOf } from './parameters';

/** A record of CloudTrail is not what it should be. */
export class EventError extends Error {}

const Event = z.looseObject({
  eventSource: z.string(),
  eventName: z.string(),
  awsRegion: z.string(),
  recipientAccountId: z.string().optional(),
  sourceIPAddress: z.string().optional(),
  vpcEndpointId: z.string().optional(),
  errorCode: z.string().optional(),
  requestParameters: z.unknown(),
  userIdentity: z.looseObject({
    arn: z.string().optional(),
    accountId: z.string().optional(),
    userName: z.string().optional(),
    sessionContext: z
      .looseObject({
        sessionIssuer: z.looseObject({ arn: z.string().optional() }).optional(),
        sourceIdentity: z.string().optional(),
      })
      .optional(),
  }),
});
const Record = z.union([z.looseObject({ CloudTrailEvent: z.string() }), Event]);

/** Members of requests, in CloudTrail's spelling, and the keys that they fill. Assumed for those that differ by place. */
const members: Readonly<globalThis.Record<string, string>> = {
  instanceType: 'InstanceTypes',
  sageMakerImageArn: 'ImageArns',
  sageMakerImageVersionArn: 'ImageVersionArns',
  lifecycleConfigArn: 'StudioLifecycleConfigArns',
  lifecycleConfigArns: 'StudioLifecycleConfigArns',
  subnets: 'VpcSubnets',
  subnetIds: 'VpcSubnets',
  securityGroups: 'VpcSecurityGroupIds',
  securityGroupIds: 'VpcSecurityGroupIds',
};
const single: Readonly<globalThis.Record<string, string>> = {
  appNetworkAccessType: 'AppNetworkAccessType',
  volumeKmsKeyId: 'VolumeKmsKeyArn',
  s3KmsKeyId: 'DomainSharingOutputKmsKeyArn',
  sharingType: 'SpaceSharingType',
  remoteAccess: 'RemoteAccess',
  maxRuntimeInSeconds: 'MaxRuntimeInSeconds',
  keepAlivePeriodInSeconds: 'KeepAlivePeriod',
  enableNetworkIsolation: 'NetworkIsolation',
  enableInterContainerTrafficEncryption: 'InterContainerTrafficEncryption',
  enableRemoteDebug: 'EnableRemoteDebug',
};

/** A recorded call as a request to policies, and the keys of the caller that no record has: tags of principals and resources. */
export function requestOfEvent(value: unknown): { request: Request; wasRefused: boolean } {
  const record = Record.safeParse(value);
  if (!record.success)
    throw new EventError('is no record of CloudTrail: it needs eventSource, eventName, awsRegion and userIdentity');
  const parsed =
    'CloudTrailEvent' in record.data && typeof record.data.CloudTrailEvent === 'string'
      ? inner(record.data.CloudTrailEvent)
      : Event.parse(record.data);
  const { eventSource, eventName, awsRegion, userIdentity, requestParameters, errorCode } = parsed;
  const account = userIdentity.accountId ?? parsed.recipientAccountId ?? '';
  const arn = userIdentity.arn ?? `arn:${partitionOf(awsRegion)}:iam::${account}:root`;
  const service = eventSource.split('.')[0] ?? '';
  const at = `arn:${partitionOf(awsRegion)}:${service}:${awsRegion}:${parsed.recipientAccountId ?? account}:`;
  const own = {
    'aws:PrincipalArn': userIdentity.sessionContext?.sessionIssuer?.arn ?? arn,
    'aws:PrincipalAccount': account,
    'aws:ResourceAccount': parsed.recipientAccountId ?? account,
    'aws:RequestedRegion': awsRegion,
    'aws:ViaAWSService': String(/\.amazonaws\.com(\.cn)?$/.test(parsed.sourceIPAddress ?? '')),
    ...(parsed.vpcEndpointId !== undefined
      ? { 'aws:SourceVpce': parsed.vpcEndpointId, ...ip('aws:VpcSourceIp', parsed.sourceIPAddress) }
      : ip('aws:SourceIp', parsed.sourceIPAddress)),
    ...(userIdentity.userName !== undefined && { 'aws:username': userIdentity.userName }),
    ...(userIdentity.sessionContext?.sourceIdentity !== undefined && {
      'aws:SourceIdentity': userIdentity.sessionContext.sourceIdentity,
    }),
  };
  const context = { ...own, ...keysOf(requestParameters, at) };
  return {
    request: {
      action: `${service}:${eventName}`,
      resource: resourceOf(eventName, requestParameters, at),
      principal: { arn, account },
      context,
    },
    wasRefused: /AccessDenied|Unauthorized/.test(errorCode ?? ''),
  };
}

function inner(text: string) {
  try {
    return Event.parse(JSON.parse(text));
  } catch {
    throw new EventError('has a CloudTrailEvent that is no record of CloudTrail');
  }
}

const ip = (key: string, address: string | undefined) =>
  address !== undefined && /^[\d.]+$|:/.test(address) ? { [key]: address } : {};

function keysOf(parameters: unknown, at: string): globalThis.Record<string, string | string[]> {
  const lists = new Map<string, string[]>();
  const keys: globalThis.Record<string, string | string[]> = {};
  const walk = (value: unknown, name: string): void => {
    if (Array.isArray(value)) {
      if (name === 'tags') tag(value);
      else for (const each of value) walk(each, name);
    } else if (typeof value === 'object' && value !== null)
      for (const [key, held] of Object.entries(value)) walk(held, key);
    else if (value !== undefined && value !== null) {
      const several = members[name];
      const one = single[name];
      if (several !== undefined) lists.set(several, [...(lists.get(several) ?? []), String(value)]);
      else if (one !== undefined) keys[`sagemaker:${one}`] = String(value);
      else if (name === 'ownerUserProfileName')
        keys['sagemaker:OwnerUserProfileArn'] = `${at}user-profile/${textOf(parameters, 'domainId')}/${String(value)}`;
    }
  };
  const tag = (tags: unknown[]) => {
    const pairs = z.array(z.object({ key: z.string(), value: z.string() })).safeParse(tags).data ?? [];
    keys['aws:TagKeys'] = pairs.map(({ key }) => key);
    for (const { key, value } of pairs) keys[`aws:RequestTag/${key}`] = value;
  };
  walk(parameters, '');
  for (const [key, values] of lists) keys[`sagemaker:${key}`] = values;
  return keys;
}

const textOf = (value: unknown, name: string): string => {
  const held: unknown = Reflect.get(Object(value), name);
  return typeof held === 'string' ? held : '';
};

/** The ARN of what was acted on, where the members name it; else `*`, which only a statement about everything meets. */
function resourceOf(action: string, parameters: unknown, at: string): string {
  const of = (name: string) => textOf(parameters, name);
  const domain = of('domainId');
  if (/App$/.test(action))
    return `${at}app/${domain}/${of('spaceName') || of('userProfileName')}/${of('appType')}/${of('appName')}`;
  if (/Space$/.test(action)) return `${at}space/${domain}/${of('spaceName')}`;
  if (/UserProfile$|PresignedDomainUrl$/.test(action)) return `${at}user-profile/${domain}/${of('userProfileName')}`;
  if (/Domain$/.test(action)) return `${at}domain/${domain || '*'}`;
  const job = /^(?:Create|Update|Stop|Describe)(Training|Processing|Transform|HyperParameterTuning)Job$/.exec(
    action,
  )?.[1];
  if (job === undefined) return of('resourceArn') || '*';
  const kind = job.replaceAll(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  return `${at}${kind}-job/${of(`${job.charAt(0).toLowerCase()}${job.slice(1)}JobName`)}`;
}

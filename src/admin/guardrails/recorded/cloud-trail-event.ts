import { z } from 'zod';
import { partitionOf } from '../../../studio/partition';
import { actedOn } from './acted-on';
import type { RecordedCall } from './recorded-call';
import { keysOfMembers, textOf } from './request-keys';

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
  requestParameters: z.unknown().optional(),
  resources: z.array(z.looseObject({ accountId: z.string().optional() })).nullish(),
  userIdentity: z.looseObject({
    arn: z.string().optional(),
    accountId: z.string().optional(),
    userName: z.string().optional(),
    invokedBy: z.string().optional(),
    sessionContext: z
      .looseObject({
        sessionIssuer: z.looseObject({ arn: z.string().optional() }).optional(),
        sourceIdentity: z.string().optional(),
      })
      .optional(),
  }),
});
type Event = z.infer<typeof Event>;

/** A recorded call as a request to policies, with what the record does not tell of it. Throws `EventError`. */
export function recordedCall(value: unknown): RecordedCall {
  const event = eventIn(value);
  const { eventSource, eventName, awsRegion, userIdentity, requestParameters, errorCode } = event;
  const recipient = event.recipientAccountId ?? userIdentity.accountId ?? '';
  const account = userIdentity.accountId ?? recipient;
  const partition = partitionOf(awsRegion);
  const service = services[eventSource.split('.')[0] ?? ''] ?? eventSource.split('.')[0] ?? '';
  const at =
    service === 'iam'
      ? `arn:${partition}:iam::${recipient}:`
      : `arn:${partition}:${service}:${awsRegion}:${recipient}:`;
  const name = `${service}:${eventName}`;
  const resource = actedOn(service, eventName, requestParameters, at);
  const arn = userIdentity.arn ?? userIdentity.invokedBy ?? `arn:${partition}:iam::${account}:root`;
  return {
    request: {
      action: actions[name] ?? name,
      resource: resource ?? '*',
      principal: { arn, account },
      context: { ...keysOfCaller(event, arn, account), ...keysOfMembers(requestParameters, at) },
    },
    wasRefused: /AccessDenied|Unauthorized/.test(errorCode ?? ''),
    unknown: unknownIn(event, service, arn),
    isOnUnknown: resource === undefined,
  };
}

/** Sources of events whose actions have another name. */
const services: Readonly<Record<string, string>> = { monitoring: 'cloudwatch', tagging: 'tag' };
/** Operations whose action has another name. */
const actions: Readonly<Record<string, string>> = {
  's3:HeadObject': 's3:GetObject',
  's3:ListObjects': 's3:ListBucket',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:ListBuckets': 's3:ListAllMyBuckets',
};

function keysOfCaller(event: Event, arn: string, account: string): Record<string, string> {
  const { userIdentity, awsRegion, sourceIPAddress, vpcEndpointId, resources } = event;
  const { sessionContext, userName, invokedBy } = userIdentity;
  const isService = userIdentity.arn === undefined && invokedBy !== undefined;
  const owner = resources?.map(({ accountId }) => accountId).find((one) => one !== undefined);
  const throughService = invokedBy !== undefined || /\.amazonaws\.com(\.cn)?$/.test(sourceIPAddress ?? '');
  return {
    'aws:PrincipalArn': sessionContext?.sessionIssuer?.arn ?? arn,
    'aws:PrincipalAccount': account,
    'aws:RequestedRegion': awsRegion,
    'aws:PrincipalIsAWSService': String(isService),
    'aws:ViaAWSService': String(throughService && !isService),
    // A bucket may be of another account than the one that has the record.
    ...(owner !== undefined
      ? { 'aws:ResourceAccount': owner }
      : !/^s3\./.test(event.eventSource) && { 'aws:ResourceAccount': event.recipientAccountId ?? account }),
    ...(vpcEndpointId !== undefined
      ? { 'aws:SourceVpce': vpcEndpointId, ...ip('aws:VpcSourceIp', sourceIPAddress) }
      : ip('aws:SourceIp', sourceIPAddress)),
    ...(userName !== undefined && sessionContext?.sessionIssuer === undefined && { 'aws:username': userName }),
    ...(sessionContext?.sourceIdentity !== undefined && { 'aws:SourceIdentity': sessionContext.sourceIdentity }),
  };
}

/** Acting on a space that is there: these keys are of the space, and in no request. */
const ofSpace = ['CreateApp', 'DeleteApp', 'UpdateSpace', 'DeleteSpace'];

/** What no record tells; and of one that has no members (AWS leaves them out of many refusals), what they would. */
function unknownIn({ eventName, requestParameters, vpcEndpointId }: Event, service: string, arn: string): string[] {
  return [
    'aws:principaltag/*',
    'aws:resourcetag/*',
    'sagemaker:resourcetag/*',
    ...['aws:principalorgid', 'aws:principalorgpaths', 'aws:resourceorgid', 'aws:resourceaccount'],
    ...(vpcEndpointId === undefined ? [] : ['aws:sourcevpc']),
    // In the credentials of Studio's apps.
    ...(/:assumed-role\/.*\/SageMaker$/.test(arn) ? ['sagemaker:domainid', 'sagemaker:userprofilename'] : []),
    ...(ofSpace.includes(eventName) && textOf(requestParameters, 'spaceName') !== ''
      ? ['sagemaker:owneruserprofilearn', 'sagemaker:spacesharingtype']
      : []),
    ...(requestParameters === null || requestParameters === undefined
      ? ['aws:requesttag/*', 'aws:tagkeys', 'sagemaker:*']
      : []),
    ...(service === 'sagemaker' ? [] : [`${service}:*`]),
  ];
}

function eventIn(value: unknown): Event {
  const inside: unknown = Reflect.get(Object(value), 'CloudTrailEvent');
  if (typeof inside === 'string') {
    const read = Event.safeParse(jsonOf(inside));
    if (read.success) return read.data;
    throw new EventError('has a CloudTrailEvent that is no record of CloudTrail');
  }
  const read = Event.safeParse(value);
  if (read.success) return read.data;
  if (['Records', 'Events'].some((list) => Array.isArray(Reflect.get(Object(value), list))))
    throw new EventError('holds a list of records: write the one that is meant into a file of its own');
  const missing = [...new Set(read.error.issues.map(({ path }) => path.join('.')))].filter((one) => one !== '');
  throw new EventError(
    `is no record of CloudTrail: it needs eventSource, eventName, awsRegion and userIdentity${missing.length > 0 ? `; look at ${missing.join(', ')}` : ''}`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const ip = (key: string, address: string | undefined) =>
  address !== undefined && /^[\d.]+$|:/.test(address) ? { [key]: address } : {};

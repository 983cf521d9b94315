import { roleIdOf, userIdOf } from '../rules/principal-ids';
import { type TrailEvent, userNameOf } from './event';

/** An event as CloudTrail writes it: the text of LookupEvents, and one record of a file. */
export const recordOf = (event: TrailEvent, region: string) => ({
  eventVersion: '1.11',
  userIdentity: userIdentityOf(event),
  eventTime: new Date(event.time).toISOString().replace(/\.\d+Z$/, 'Z'),
  eventSource: event.source,
  eventName: event.name,
  awsRegion: region,
  sourceIPAddress: event.sourceIPAddress,
  userAgent: event.userAgent,
  ...(event.error && {
    errorCode: event.error.code,
    ...(event.error.message !== '' && { errorMessage: event.error.message }),
  }),
  requestParameters: event.request ?? null,
  // What was only read is not repeated.
  responseElements: event.readOnly ? null : (event.response ?? null),
  requestID: event.requestId,
  eventID: event.id,
  readOnly: event.readOnly,
  eventType: 'AwsApiCall',
  apiVersion: event.apiVersion,
  managementEvent: true,
  recipientAccountId: event.accountId,
  eventCategory: 'Management',
});

/**
 * Who it was [CloudTrail userIdentity element]: a session of a role has its issuer, and the source identity where the
 * role was assumed with one (administration facts, D3).
 */
function userIdentityOf(event: TrailEvent) {
  const { accessKeyId, accountId, principalArn, sourceIdentity, time } = event;
  const [, partition = '', , , account = accountId, resource = ''] = principalArn.split(':');
  const [kind, name = '', session] = resource.split('/');
  const identity = { arn: principalArn, accountId: account, accessKeyId };
  if (!principalArn.startsWith('arn:')) return { type: 'AWSService', invokedBy: principalArn };
  if (kind === 'federated-user') return { type: 'FederatedUser', principalId: `${account}:${name}`, ...identity };
  if (kind === 'root') return { type: 'Root', principalId: account, ...identity };
  if (kind !== 'assumed-role') {
    return { type: 'IAMUser', principalId: userIdOf(resource), ...identity, userName: userNameOf(event) };
  }
  const role = roleIdOf(name);
  return {
    type: 'AssumedRole',
    principalId: `${role}:${session}`,
    ...identity,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: role,
        arn: `arn:${partition}:iam::${account}:role/${name}`,
        accountId: account,
        userName: name,
      },
      attributes: { creationDate: new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'), mfaAuthenticated: 'false' },
      ...(sourceIdentity !== undefined && { sourceIdentity }),
    },
  };
}

import { asList } from '../../../iam/policy';
import { readPolicy } from '../../../iam/read';
import { isAbout } from '../rules/written-policy';
import { type RecordedCall, withKnown } from './recorded-call';

type Tags = Readonly<Record<string, string>>;

/** What AWS says now of who asked and of what was acted on. What could not be read is absent. */
export interface Now {
  /** Of what was acted on. */
  resource?: { arn: string; tags: Tags };
  /** Of the role, with its trust policy, or of the user who asked. */
  principal?: { kind: 'role'; name: string; tags: Tags; trust: string } | { kind: 'user'; name: string; tags: Tags };
  /** Of the space that was acted on, or that the app is in. */
  space?: { name: string; owner?: string | undefined; sharing?: string | undefined };
}

/** A recorded call with what is known of it now, and a line for people of each that was used. Pure. */
export function knownNow(
  call: RecordedCall,
  { resource, principal, space }: Now,
): { call: RecordedCall; told: string[] } {
  const told: string[] = [];
  let known = call;
  if (resource) {
    told.push(`tags of ${resource.arn} as they are now: ${listed(resource.tags)}`);
    const keys = ['aws', 'sagemaker'].flatMap((prefix) => tagKeys(`${prefix}:ResourceTag`, resource.tags));
    known = withKnown(known, Object.fromEntries(keys), ['aws:resourcetag/*', 'sagemaker:resourcetag/*']);
  }
  if (principal) {
    const whose = `tags of ${principal.kind} ${principal.name}`;
    if (principal.kind === 'role' && letsTagSessions(principal.trust))
      told.push(`${whose} are not used: its sessions may have tags of their own, which no record has`);
    else {
      told.push(`${whose} as they are now: ${listed(principal.tags)}`);
      const keys = tagKeys('aws:PrincipalTag', principal.tags);
      known = withKnown(known, Object.fromEntries(keys), ['aws:principaltag/*']);
    }
  }
  if (space) {
    const [, partition, , region, account] = call.request.resource.split(':');
    const domain = call.request.resource.split('/')[1];
    told.push(
      `space ${space.name} as it is now: ${space.sharing ?? 'without sharing'}, owned by ${space.owner ?? 'nobody'}`,
    );
    const owner = `arn:${partition}:sagemaker:${region}:${account}:user-profile/${domain}/${space.owner}`;
    const keys = {
      ...(space.owner !== undefined && { 'sagemaker:OwnerUserProfileArn': owner }),
      ...(space.sharing !== undefined && { 'sagemaker:SpaceSharingType': space.sharing }),
    };
    known = withKnown(known, keys, ['sagemaker:owneruserprofilearn', 'sagemaker:spacesharingtype']);
  }
  return { call: known, told };
}

const tagKeys = (kind: string, tags: Tags) =>
  Object.entries(tags).map(([key, value]): [string, string] => [`${kind}/${key}`, value]);

const listed = (tags: Tags) =>
  Object.entries(tags)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ') || 'none';

/** Whether a role's trust policy lets whoever takes it on give tags to the session, which then stand before the role's. */
function letsTagSessions(trust: string): boolean {
  const read = readPolicy(trust, 'trust');
  // Of a policy that cannot be read nothing is known.
  if ('defects' in read) return true;
  return asList(read.document.Statement).some((one) => one.Effect === 'Allow' && isAbout(one, 'sts:TagSession'));
}

import { connect } from '../../../aws/client';
import { AwsError, failureText } from '../../../aws/errors';
import { connectIam } from '../../../aws/iam';
import { thorough } from '../../../aws/patience';
import { roleWithTags, userTags } from '../../../aws/principal-tags';
import { remedyOfGap } from '../../../aws/remedy';
import { describeSpace } from '../../../aws/space';
import { listTags } from '../../../aws/tags';
import { denied, type Gap, unreachable } from '../../findings/fact';
import type { Now } from '../recorded/known-now';
import { isUnknown, type RecordedCall } from '../recorded/recorded-call';

/**
 * Asks AWS what a record of CloudTrail does not tell: the tags of what was acted on, where it stands and stood before, and
 * of who asked, and whose a space is. What cannot be read is a gap.
 */
export async function readNow(call: RecordedCall): Promise<{ now: Now; gaps: Gap[] }> {
  const gaps: Gap[] = [];
  const now: Now = {};
  const { resource, principal, action, context } = call.request;
  const region = String(context['aws:RequestedRegion'] ?? '');
  const [, , service] = resource.split(':');
  const sagemaker = connect(region, thorough);
  const iam = connectIam(region);
  const ask = async <T>(what: string, read: () => Promise<T | undefined>): Promise<T | undefined> => {
    const gone = unreachable(what, 'it is not there any more', 'say what it was, as KEY=VALUE');
    try {
      const found = await read();
      if (found === undefined) gaps.push(gone);
      return found;
    } catch (error) {
      if (!(error instanceof AwsError) || error.failure.kind === 'interrupted') throw error;
      const { failure } = error;
      if (failure.kind === 'not-found') gaps.push(gone);
      else
        gaps.push(
          failure.kind === 'permission'
            ? denied(what, failure.action, failure.message)
            : unreachable(what, failureText(failure), remedyOfGap(failure)),
        );
      return undefined;
    }
  };
  try {
    // What the call made had no tags before it; what it acted on had.
    const stood = !/:Create(?!Presigned)/.test(action) && service === 'sagemaker' && !resource.includes('*');
    if (stood) {
      const tags = await ask(`tags of ${resource}`, () => listTags(sagemaker, resource));
      if (tags) now.resource = { arn: resource, tags };
    }
    const role = /:role\/(?:.*\/)?([^/]+)$/.exec(String(context['aws:PrincipalArn'] ?? ''))?.[1];
    const user = /:user\/(?:.*\/)?([^/]+)$/.exec(principal.arn)?.[1];
    if (role !== undefined) {
      const found = await ask(`tags of role ${role}`, () => roleWithTags(iam, role));
      if (found) now.principal = { kind: 'role', name: role, ...found };
    } else if (user !== undefined) {
      const tags = await ask(`tags of user ${user}`, () => userTags(iam, user));
      if (tags) now.principal = { kind: 'user', name: user, tags };
    }
    const [, domain = '', name = ''] = /:(?:app|space)(?:\/([^/*]+)\/([^/*]+))/.exec(resource) ?? [];
    if (name !== '' && isUnknown(call, 'sagemaker:OwnerUserProfileArn')) {
      const space = await ask(`space ${name}`, () => describeSpace(sagemaker, domain, name));
      if (space) now.space = { name, owner: space.ownerUserProfileName, sharing: space.sharing };
    }
    return { now, gaps };
  } finally {
    sagemaker.close();
    iam.close();
  }
}

import { describeDomain } from '../../../aws/domain';
import { assign, isAssigned, unassign } from '../../../aws/identity-center';
import { absent } from '../../../aws/image';
import { StepError } from '../../converge/failure';
import { inRegion } from '../../converge/region-text';
import { assignmentOf, type Ref } from '../../studio-file/wanted';
import { applicationOf, principalOf } from '../assignments';
import { findDomainId, type StudioContext } from '../context';
import { type Resource, settingsOf } from './resource';

/**
 * Lets a user or a group of Identity Center open a domain: a user profile alone does not (administration.md, B). It has
 * nothing that changes, and carries no tag.
 */
export const assignment: Resource = {
  async read(context, ref) {
    const application = await applicationIn(context, ref);
    if (application === undefined) return undefined;
    const principal = await principalOf(context, ref);
    if (!(await isAssigned(context.identityCenter, application, principal))) return undefined;
    const { settings } = assignmentOf(principal.type === 'GROUP' ? 'group' : 'user', nameIn(ref), ref.domain ?? '');
    return { arn: `${application}#${principal.id}`, status: 'InService', settings };
  },
  fixed: {},
  takesEffect: {},
  async create(context, ref) {
    const application = await applicationIn(context, ref);
    if (application === undefined)
      throw new StepError(
        `domain ${ref.domain}${inRegion(context)} has no application of Identity Center`,
        'run the command again',
      );
    await assign(context.identityCenter, application, await principalOf(context, ref));
  },
  async remove(context, ref) {
    const application = await applicationIn(context, ref);
    if (application !== undefined) await unassign(context.identityCenter, application, await principalOf(context, ref));
  },
};

const nameIn = ({ name }: Ref) => name.slice(name.indexOf(' ') + 1);

/** The application of a domain, which it keeps as long as it is there. */
async function applicationIn(context: StudioContext, { domain = '' }: Ref): Promise<string | undefined> {
  const id = await findDomainId(context, domain);
  if (id === undefined) return undefined;
  const known = context.people.ids.get(`application ${id}`);
  if (known !== undefined) return known;
  const found = await describeDomain(context.sagemaker, id).catch(absent);
  const application = found && applicationOf(settingsOf(found.settings));
  if (application !== undefined) context.people.ids.set(`application ${id}`, application);
  return application;
}

import { AwsError, failureText } from '../../../aws/errors';
import { absent } from '../../../aws/image';
import { managedPoliciesUnder, managedPolicyText } from '../../../aws/managed-policy';
import { type Organizations, unitsNamed } from '../../../aws/organizations';
import { attachedToRole, boundaryOfRole, policiesPerRole } from '../../../aws/role-attachment';
import { remedyOfGap } from '../../../aws/remedy';
import { listScps, scpsOfTarget, scpText, tagsOfScp } from '../../../aws/service-control-policy';
import { limits } from '../../../iam/sizes';
import { StepError } from '../../converge/failure';
import { denied, unreachable } from '../../findings/fact';
import type { GuardedNow, GuardedTarget, PresentPolicy } from '../attach/plan-policies';
import { PolicyRef, refOfArn, studioPath, targetTag, type WantedPolicy } from '../attach/policy';
import type { PolicyContext } from './policy-context';

/**
 * Reads what there is of a file's guardrails: its own policies, and the roles, units and accounts that they are for. Where
 * the file has no service control policies, and Organizations cannot be asked whether some are left, that is told. Rejects
 * with `AwsError`, and with `StepError` where a unit is not there.
 */
export async function readGuarded(
  context: PolicyContext,
  studio: string,
  wanted: readonly WantedPolicy[],
): Promise<GuardedNow> {
  const scps = wanted.filter(({ place }) => place === 'scp');
  const ofRoles = await readRoles(context, studio, wanted);
  const organizations = await context.organizations();
  const ofOrganizations: GuardedNow =
    scps.length === 0 ? await readLeft(organizations, studio) : await readOrganizations(organizations, studio, scps);
  return {
    wanted: [...wanted.filter(({ place }) => place !== 'scp'), ...ofOrganizations.wanted],
    present: [...ofRoles.present, ...ofOrganizations.present],
    targets: [...ofRoles.targets, ...ofOrganizations.targets],
    unseen: ofOrganizations.unseen,
  };
}

/** The service control policies of a file that names none any more. */
async function readLeft(organizations: Organizations, studio: string): Promise<GuardedNow> {
  const nothing = { wanted: [], present: [], targets: [] };
  try {
    return await readOrganizations(organizations, studio, []);
  } catch (error) {
    if (!(error instanceof AwsError) || error.failure.kind === 'interrupted') throw error;
    const { failure } = error;
    // Who is in no organization has none.
    if (failure.kind === 'not-found') return nothing;
    const what = 'whether service control policies of this file are left';
    const gap =
      failure.kind === 'permission'
        ? denied(what, failure.action, failure.message)
        : unreachable(what, failureText(failure), remedyOfGap(failure));
    return { ...nothing, unseen: gap };
  }
}

async function readRoles(
  context: PolicyContext,
  studio: string,
  wanted: readonly WantedPolicy[],
): Promise<Pick<GuardedNow, 'present' | 'targets'>> {
  const iam = await context.iam();
  const own = (await managedPoliciesUnder(iam, studioPath(studio))).flatMap((arn) => refOfArn(arn) ?? []);
  const isIdentity = ({ place }: PolicyRef) => place === 'identity';
  const most = wanted.some(isIdentity) ? await policiesPerRole(iam) : 0;
  const targets: GuardedTarget[] = [];
  const attachedTo = new Map<string, readonly string[]>();
  for (const target of new Set([...wanted, ...own].flatMap((one) => (one.place === 'scp' ? [] : [one.target])))) {
    const role = await boundaryOfRole(iam, target);
    const attached = role && [...wanted, ...own].some((one) => isIdentity(one) && one.target === target);
    const arns = attached ? await attachedToRole(iam, target) : [];
    const boundary = role?.boundary;
    const isOurs = (arn: string) => own.some((one) => one.arn === arn);
    attachedTo.set(target, boundary === undefined ? arns : [...arns, boundary]);
    const common = { target, there: role !== undefined };
    const othersBoundary = boundary === undefined || isOurs(boundary) ? undefined : boundary;
    targets.push({ ...common, place: 'boundary', othersBoundary, others: 0, most: 1 });
    targets.push({ ...common, place: 'identity', others: arns.filter((arn) => !isOurs(arn)).length, most });
  }
  const present: PresentPolicy[] = [];
  for (const policy of own) {
    const text = await managedPolicyText(iam, policy.arn ?? '');
    const attached = attachedTo.get(policy.target)?.includes(policy.arn ?? '') ?? false;
    if (text !== undefined) present.push({ ...policy, text, attached });
  }
  return { present, targets };
}

async function readOrganizations(
  organizations: Organizations,
  studio: string,
  said: readonly WantedPolicy[],
): Promise<GuardedNow> {
  const ids = new Map<string, string>();
  for (const target of new Set(said.map((one) => one.target))) ids.set(target, await idOfTarget(organizations, target));
  const wanted = said.map((one) => ({ ...one, target: ids.get(one.target) ?? one.target }));
  const present: PresentPolicy[] = [];
  const ours = new Set<string>();
  const attachedTo = new Map<string, readonly string[] | undefined>();
  /** Nothing where the target is not there. */
  const attached = async (target: string) => {
    if (!attachedTo.has(target)) attachedTo.set(target, await scpsOfTarget(organizations, target).catch(absent));
    return attachedTo.get(target);
  };
  for (const { id, name } of await listScps(organizations)) {
    // AWS's own has no tags to read, and names of the file's end with their number.
    if (!/-scp-\d+$/.test(name)) continue;
    const tags = await tagsOfScp(organizations, id);
    if (tags['studiolo:studio'] !== studio) continue;
    ours.add(id);
    const ref = PolicyRef.parse({ studio, place: 'scp', target: tags[targetTag] ?? '', name });
    const text = await scpText(organizations, id);
    present.push({ ...ref, id, text, attached: (await attached(ref.target))?.includes(id) ?? false });
  }
  const targets: GuardedTarget[] = [];
  for (const target of new Set(ids.values())) {
    const its = await attached(target);
    const others = its?.filter((id) => !ours.has(id)).length ?? 0;
    targets.push({ place: 'scp', target, there: its !== undefined, others, most: limits.scp.documents ?? 5 });
  }
  return { wanted, present, targets };
}

const isId = (target: string) => /^(?:\d{12}|r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/.test(target);

/** The id of a unit that the file names by its name. */
async function idOfTarget(organizations: Organizations, target: string): Promise<string> {
  if (isId(target)) return target;
  const [id, another] = await unitsNamed(organizations, target);
  if (id === undefined)
    throw new StepError(`there is no organizational unit ${target}`, 'name one that is there, or its id ou-…');
  if (another !== undefined)
    throw new StepError(`two organizational units are named ${target}`, `say which by its id: ${id}, ${another}`);
  return id;
}

import type { HeldPolicy, PresentPolicy } from './plan-policies';
import type { PolicyRef } from './policy';
import type { PolicyBody } from './policy-step';
import { attachmentText, policyText } from './words';

/** A policy, or what has one, that is not as the file says. */
export interface PolicyDrift {
  what: { kind: 'guardrails'; name: string };
  differs: string[];
  /** The calls that can have done that. */
  causes: PolicyCause[];
}

/** Calls of one kind of thing: all members that are named must be those of the request. */
export interface PolicyCause {
  source: 'iam' | 'organizations';
  calls: readonly string[];
  members: Readonly<Record<string, string>>;
  /** They have put it right: what came before them is not why it differs. */
  putsRight?: true;
}

/** Which guardrails do not stand as the file says, by what a plan would do about them. Pure. */
export function policyDriftOf(
  steps: readonly PolicyBody[],
  held: readonly HeldPolicy[],
  present: readonly Pick<PresentPolicy, 'place' | 'name' | 'id'>[],
): PolicyDrift[] {
  const found = new Map<string, PolicyDrift>();
  const tell = (name: string, lines: string[], causes: PolicyCause[]) => {
    const before = found.get(name);
    found.set(name, {
      what: { kind: 'guardrails', name },
      differs: [...(before?.differs ?? []), ...lines],
      causes: [...(before?.causes ?? []), ...causes],
    });
  };
  for (const step of steps) {
    const { policy } = step;
    const name = policyText(policy);
    const id = present.find((one) => one.place === policy.place && one.name === policy.name)?.id;
    if (step.do === 'create-policy') tell(name, ['is not there'], deleted(policy));
    else if (step.do === 'change-policy')
      tell(name, ['is not as the file says; apply makes it so:', ...step.says.slice(1)], changed(policy, id));
    else if (step.do === 'attach-policy')
      tell(name, [`is not attached to ${attachmentText(policy)}`], detached(policy, id));
    else if (step.do === 'detach-policy')
      tell(name, [`is attached to ${attachmentText(policy)}, and not in the file`], attached(policy, id));
  }
  for (const { what, why, text, target } of held)
    if (why !== 'not-named') tell(what.name, [text], target ? keptAway(why, target) : []);
  return [...found.values()];
}

const iam = (members: Record<string, string | undefined>, ...calls: string[]): PolicyCause => ({
  ...{ source: 'iam', calls },
  members: Object.fromEntries(
    Object.entries(members).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  ),
});
/** Of a policy whose id is not known any more nothing can be looked up. */
const scp = (policyId: string | undefined, targetId: string | undefined, ...calls: string[]): PolicyCause[] =>
  policyId === undefined
    ? []
    : [{ source: 'organizations', calls, members: { policyId, ...(targetId !== undefined && { targetId }) } }];

const deleted = ({ place, arn }: PolicyRef) => (place === 'scp' ? [] : [iam({ policyArn: arn }, 'DeletePolicy')]);

const changed = ({ place, name, arn }: PolicyRef, id?: string) =>
  place === 'scp'
    ? scp(id, undefined, 'UpdatePolicy')
    : [
        iam({ policyArn: arn }, 'CreatePolicyVersion', 'SetDefaultPolicyVersion'),
        iam({ policyName: name }, 'CreatePolicy'),
      ];

/** What takes it from its target: a role that is made anew has none. */
function detached({ place, target, arn }: PolicyRef, id?: string): PolicyCause[] {
  const right = attached({ place, target, arn }, id).map((cause): PolicyCause => ({ ...cause, putsRight: true }));
  if (place === 'scp') return [...right, ...scp(id, target, 'DetachPolicy')];
  const calls =
    place === 'identity'
      ? iam({ roleName: target, policyArn: arn }, 'DetachRolePolicy')
      : iam({ roleName: target }, 'DeleteRolePermissionsBoundary', 'PutRolePermissionsBoundary');
  return [...right, calls, iam({ roleName: target }, 'CreateRole')];
}

function attached({ place, target, arn }: Pick<PolicyRef, 'place' | 'target' | 'arn'>, id?: string): PolicyCause[] {
  if (place === 'scp') return scp(id, target, 'AttachPolicy');
  return place === 'identity'
    ? [iam({ roleName: target, policyArn: arn }, 'AttachRolePolicy')]
    : [iam({ roleName: target, permissionsBoundary: arn }, 'PutRolePermissionsBoundary')];
}

function keptAway(why: HeldPolicy['why'], { place, target }: Pick<PolicyRef, 'place' | 'target'>): PolicyCause[] {
  if (place === 'scp')
    return why === 'no-room'
      ? [{ source: 'organizations', calls: ['AttachPolicy'], members: { targetId: target } }]
      : [];
  if (why === 'no-target') return [iam({ roleName: target }, 'DeleteRole')];
  return [iam({ roleName: target }, why === 'no-room' ? 'AttachRolePolicy' : 'PutRolePermissionsBoundary')];
}

import { createHash } from 'node:crypto';
import type { Gap } from '../../findings/fact';
import { type Attachable, type PolicyRef, sameDocument, sidsIn, statementChanges, type WantedPolicy } from './policy';
import type { PolicyStep } from './policy-step';
import { attachmentText, policyText, targetText } from './words';

/** A policy that the file owns, as it is. */
export interface PresentPolicy extends PolicyRef {
  text: string;
  /** Of a service control policy. */
  id?: string | undefined;
  attached: boolean;
}

/** What policies are attached to, as it is. */
export interface GuardedTarget {
  place: Attachable;
  target: string;
  there: boolean;
  /** The boundary that it has and that is not the file's. */
  othersBoundary?: string | undefined;
  /** How many policies it has that are not the file's, and how many AWS lets it have. */
  others: number;
  most: number;
}

/** All that there is of the guardrails of a file, with the policies that it wants by the ids of their targets. */
export interface GuardedNow {
  wanted: readonly WantedPolicy[];
  present: readonly PresentPolicy[];
  targets: readonly GuardedTarget[];
  /** Why it is not known whether service control policies of the file are left, where it names none. */
  unseen?: Gap | undefined;
}

/** What is not part of a plan, and what it waits for. */
export interface HeldPolicy {
  what: { kind: 'guardrails'; name: string };
  why: 'not-named' | 'of-another' | 'no-room' | 'no-target';
  text: string;
  /** What keeps policies away. */
  target?: Pick<PolicyRef, 'place' | 'target'>;
}

/** What must be done for guardrails to stand where the file says, and nowhere else. Pure. */
export function planPolicies(
  { wanted, present, targets }: GuardedNow,
  isNamed: (name: string) => boolean,
): { steps: PolicyStep[]; held: HeldPolicy[]; unchanged: number } {
  const held: HeldPolicy[] = [];
  const names = new Set(wanted.map(({ name }) => name));
  const free = wanted.filter((policy) => {
    const its = wanted.filter(sameTarget(policy));
    const former = present.filter((one) => one.attached && sameTarget(policy)(one) && !names.has(one.name)).length;
    const obstacle = keptFrom(policy, its.length, former, targets.find(sameTarget(policy)));
    if (obstacle && its[0] === policy)
      held.push({ what: { kind: 'guardrails', name: targetText(policy) }, ...obstacle, target: targetOf(policy) });
    return !obstacle;
  });
  const now = new Map(present.map((one) => [one.name, one]));
  const made = free.filter(({ name }) => !now.has(name));
  const there = free.flatMap((policy) => {
    const before = now.get(policy.name);
    return before ? [{ policy, before }] : [];
  });
  const changed = there.filter(({ policy, before }) => !sameDocument(policy.text, before.text));
  const loose = there.filter(({ before }) => !before.attached);
  // What refuses more comes first, so that no statement is missing while it moves from one policy to another.
  // What is attached nowhere is written first too: attached as it was, it could say less than what it stands in for.
  const idle = changed.filter(({ before }) => !before.attached);
  const steps: PolicyStep[] = [
    ...made.map((policy) => writing(policy)),
    ...idle.map(({ policy, before }) => writing(policy, before)),
  ];
  const written = steps.map(({ id }) => id);
  steps.push(...[...made, ...loose.map(({ policy }) => policy)].map((policy) => attaching(policy, written)));
  const first = steps.map(({ id }) => id);
  steps.push(
    ...gainingFirst(changed.filter((one) => !idle.includes(one))).map(({ policy, before }) =>
      writing(policy, before, first),
    ),
  );
  for (const left of present.filter(({ name }) => !names.has(name))) {
    // Fewer policies than before can say the same: those that are left over go by themselves.
    const isSuperseded = wanted.some(sameTarget(left));
    if (isSuperseded && !free.some(sameTarget(left))) continue;
    if (isSuperseded || isNamed(left.name)) {
      const needs = steps.filter(({ do: does, policy }) => does !== 'remove-policy' && sameTarget(left)(policy));
      steps.push(
        ...removing(
          left,
          needs.map(({ id }) => id),
        ),
      );
    } else {
      const from = left.attached ? `detaches it from ${targetText(left)}, and deletes it` : 'deletes it';
      const text = `is not in the file any more; --delete ${left.name} ${from}`;
      held.push({ what: { kind: 'guardrails', name: policyText(left) }, why: 'not-named', text });
    }
  }
  return { steps, held, unchanged: there.length - new Set([...changed, ...loose]).size };
}

interface Changed {
  policy: WantedPolicy;
  before: PresentPolicy;
}

/** In an order in which a statement that moves from one policy to another stands in the other first, where there is one. */
function gainingFirst(changed: readonly Changed[]): Changed[] {
  const waiting = [...changed];
  const done: Changed[] = [];
  while (waiting.length > 0) {
    const takesAway = ({ policy, before }: Changed) =>
      waiting.some(
        (other) =>
          other.policy !== policy &&
          sameTarget(policy)(other.policy) &&
          sidsIn(other.policy.text).some(
            (sid) => sidsIn(before.text).includes(sid) && !sidsIn(other.before.text).includes(sid),
          ),
      );
    const next = waiting.find((one) => !takesAway(one)) ?? waiting[0];
    if (!next) break;
    waiting.splice(waiting.indexOf(next), 1);
    done.push(next);
  }
  return done;
}

const targetOf = ({ place, target }: PolicyRef) => ({ place, target });
const sameTarget =
  ({ place, target }: Pick<PolicyRef, 'place' | 'target'>) =>
  (other: Pick<PolicyRef, 'place' | 'target'>) =>
    other.place === place && other.target === target;

/** What keeps policies from a target: nobody else's is ever taken away, and AWS has limits. */
function keptFrom(
  { place }: PolicyRef,
  count: number,
  /** Of the file's, attached until the new ones are. */
  former: number,
  now: GuardedTarget | undefined,
): Pick<HeldPolicy, 'why' | 'text'> | undefined {
  if (!now?.there) return { why: 'no-target', text: 'is not there: make it first, or take it out of the file' };
  if (place === 'boundary') {
    if (now.othersBoundary === undefined) return undefined;
    const text = `has the boundary ${now.othersBoundary}, which is not the file's; take it away first, or say as: identity`;
    return { why: 'of-another', text };
  }
  if (now.others + count + former <= now.most) return undefined;
  if (now.others + count <= now.most) {
    const text = `has no room for the guardrails' ${count} beside ${former} former of the file's, which go when those hold: AWS lets it have ${now.most}; detach one by hand`;
    return { why: 'no-room', text };
  }
  const text = `has ${now.others} other policies, and the guardrails take ${count} more: AWS lets it have ${now.most}`;
  return { why: 'no-room', text };
}

/** A document in few characters, which two different ones do not share. */
export const documentPrint = (text: string | undefined) =>
  text === undefined
    ? 'none'
    : `${text.length} characters (sha256 ${createHash('sha256').update(text).digest('hex').slice(0, 12)})`;

const refOf = ({ studio, place, target, name, arn }: PolicyRef): PolicyRef => ({
  ...{ studio, place, target, name },
  ...(arn !== undefined && { arn }),
});

const common = { takesEffect: { when: 'now' } as const };
const byHand = { how: 'by-hand', text: 'apply the file as it was before' } as const;

function writing(policy: WantedPolicy, before?: PresentPolicy, needs: string[] = []): PolicyStep {
  const { text, size, most, guardrails } = policy;
  const says = [
    `${size} of ${most} characters: ${guardrails.join(', ')}`,
    ...(before ? statementChanges(before.text, text) : []),
  ];
  const asRead = { document: documentPrint(before?.text) };
  return {
    ...{ ...common, id: `${before ? 'change' : 'create'} ${policyText(policy)}`, needs, takeBack: byHand, asRead },
    ...{ do: before ? 'change-policy' : 'create-policy', policy: refOf(policy), text, says },
  };
}

function attaching(policy: WantedPolicy, written: readonly string[]): PolicyStep {
  const needs = ['create', 'change']
    .map((does) => `${does} ${policyText(policy)}`)
    .filter((id) => written.includes(id));
  return {
    ...{ ...common, id: `attach ${policyText(policy)} to ${attachmentText(policy)}`, needs, takeBack: byHand },
    ...{ do: 'attach-policy', policy: refOf(policy) },
  };
}

function removing(left: PresentPolicy, needs: string[]): PolicyStep[] {
  const policy = refOf(left);
  const takeBack = { how: 'cannot', why: 'what is deleted is gone' } as const;
  const detach: PolicyStep = {
    ...{ ...common, id: `detach ${policyText(policy)}`, needs, takeBack: byHand },
    ...{ do: 'detach-policy', policy },
  };
  const remove: PolicyStep = {
    ...{ ...common, id: `remove ${policyText(policy)}`, needs: left.attached ? [detach.id] : needs, takeBack },
    ...{ do: 'remove-policy', policy },
  };
  return left.attached ? [detach, remove] : [remove];
}

import type { HeldPolicy } from './plan-policies';
import type { PolicyBody } from './policy-step';
import { attachmentText, policyText } from './words';

/** A policy, or what has one, that is not as the file says. */
export interface PolicyDrift {
  what: { kind: 'guardrails'; name: string };
  differs: string[];
}

/** Which guardrails do not stand as the file says, by what a plan would do about them. Pure. */
export function policyDriftOf(steps: readonly PolicyBody[], held: readonly HeldPolicy[]): PolicyDrift[] {
  const found = new Map<string, string[]>();
  const tell = (name: string, ...lines: string[]) => found.set(name, [...(found.get(name) ?? []), ...lines]);
  for (const step of steps) {
    const name = policyText(step.policy);
    if (step.do === 'create-policy') tell(name, 'is not there');
    else if (step.do === 'change-policy')
      tell(name, 'is not as the file says; apply makes it so:', ...step.says.slice(1));
    else if (step.do === 'attach-policy') tell(name, `is not attached to ${attachmentText(step.policy)}`);
    else if (step.do === 'detach-policy')
      tell(name, `is attached to ${attachmentText(step.policy)}, and not in the file`);
  }
  for (const { what, why, text } of held) if (why !== 'not-named') tell(what.name, text);
  return [...found].map(([name, differs]) => ({ what: { kind: 'guardrails', name }, differs }));
}

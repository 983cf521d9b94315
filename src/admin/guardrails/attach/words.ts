import type { Attachable, PolicyRef } from './policy';

/** A policy as a plan names it. */
export const policyText = ({ name }: Pick<PolicyRef, 'name'>) => `policy ${name}`;

/** What it is attached to. */
export const targetText = ({ place, target }: Pick<PolicyRef, 'place' | 'target'>) =>
  place === 'scp' ? target : `role ${target}`;

const as: Record<Attachable, string> = {
  boundary: ' as its permissions boundary',
  identity: '',
  scp: ' as a service control policy',
};
export const attachmentText = (policy: PolicyRef) => `${targetText(policy)}${as[policy.place]}`;

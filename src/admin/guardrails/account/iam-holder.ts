import {
  changeManagedPolicy,
  createManagedPolicy,
  deleteManagedPolicy,
  managedPolicyText,
} from '../../../aws/managed-policy';
import {
  attachedToRole,
  attachToRole,
  boundaryOfRole,
  detachFromRole,
  removeBoundaryOfRole,
  setBoundaryOfRole,
} from '../../../aws/role-attachment';
import { policyPath, type PolicyRef, targetTag } from '../attach/policy';
import type { Holder } from './holder';

const arnOf = ({ name, arn }: PolicyRef): string => {
  if (arn === undefined) throw new Error(`policy ${name} of a role has no ARN`);
  return arn;
};

/** Managed policies of the account: what is the file's stands under its path. */
const documents: Omit<Holder, 'attachment' | 'attach' | 'detach'> = {
  read: async (context, policy) => managedPolicyText(await context.iam(), arnOf(policy)),
  async create(context, { studio, place, target, name }, text) {
    const path = policyPath(studio, place, target);
    const tags = { 'studiolo:studio': studio, [targetTag]: target };
    const description = `Guardrails of the Studio ${studio}; studiolo apply writes it`;
    await createManagedPolicy(await context.iam(), { name, path, text, description }, tags);
  },
  change: async (context, policy, text) => changeManagedPolicy(await context.iam(), arnOf(policy), text),
  remove: async (context, policy) => deleteManagedPolicy(await context.iam(), arnOf(policy)),
};

/** Attached to a role beside its others. */
export const identityHolder: Holder = {
  ...documents,
  async attachment(context, policy) {
    const arns = await attachedToRole(await context.iam(), policy.target);
    return { attached: arns.includes(arnOf(policy)) };
  },
  attach: async (context, policy) => attachToRole(await context.iam(), policy.target, arnOf(policy)),
  detach: async (context, policy) => detachFromRole(await context.iam(), policy.target, arnOf(policy)),
};

/** The one boundary of a role. */
export const boundaryHolder: Holder = {
  ...documents,
  async attachment(context, policy) {
    const { boundary } = (await boundaryOfRole(await context.iam(), policy.target)) ?? {};
    if (boundary === arnOf(policy)) return { attached: true };
    return { attached: false, ...(boundary !== undefined && { other: boundary }) };
  },
  attach: async (context, policy) => setBoundaryOfRole(await context.iam(), policy.target, arnOf(policy)),
  detach: async (context, policy) => removeBoundaryOfRole(await context.iam(), policy.target),
};

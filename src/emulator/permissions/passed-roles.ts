import type { Leaf } from './leaves';

const ROLE = /^arn:aws[\w-]*:iam::\d{12}:role\//;
/** Members that name roles which nobody is passed: those that a user of EMR may take on. */
const NOT_PASSED = /(^|\.)(AssumableRoleArns|ExecutionRoleArns)$/;

/**
 * The roles that a request hands to a service, each of which needs iam:PassRole: whatever member names one in the
 * singular or in a list, such as ExecutionRole, RoleArn, Role.
 */
export const passedRoles = (leaves: readonly Leaf[]): string[] => [
  ...new Set(leaves.filter(({ path, value }) => ROLE.test(value) && !NOT_PASSED.test(path)).map(({ value }) => value)),
];

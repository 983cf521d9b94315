import type { Leaf } from './leaves';

const ROLE = /^arn:aws[\w-]*:iam::\d{12}:role\//;
/** How members that name roles are called in AWS's models: Role, RoleArn, ExecutionRole, taskRoleArn, ServiceRoleARN, Roles. */
const NAMES_ROLES = /roles?(arns?)?$/i;
/** Members that name roles which nobody is passed: those that a user of EMR may take on. */
const NOT_PASSED = /(^|\.)(AssumableRoleArns|ExecutionRoleArns)$/;
/** Maps whose keys and texts are one's own: what they have under such a name is passed to nobody. */
const OWN_TEXTS = /(^|\.)(Tags|Labels|Arguments|\w*Environment\w*|\w*Parameters|\w*Properties)\.[^.]+$/i;

/**
 * The roles that a request hands to a service, each of which needs iam:PassRole: whatever member names one in the
 * singular or in a list, such as ExecutionRole, RoleArn, Role.
 */
export const passedRoles = (leaves: readonly Leaf[]): string[] => [
  ...new Set(
    leaves
      .filter(
        ({ path, value }) =>
          ROLE.test(value) && NAMES_ROLES.test(path) && !NOT_PASSED.test(path) && !OWN_TEXTS.test(path),
      )
      .map(({ value }) => value),
  ),
];

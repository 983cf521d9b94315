import type { CallWith } from '../../operation';
import { groupsOf, usersOf } from '../../rules/identity-center';
import { notFound } from './application';

/** Throws ResourceNotFoundException for a user or group that Identity Center does not have. */
export function requirePrincipal(
  { configuration }: Pick<CallWith<unknown>, 'configuration'>,
  type: 'USER' | 'GROUP',
  id: string,
): void {
  const known =
    type === 'USER'
      ? usersOf(configuration).some(({ UserId }) => UserId === id)
      : groupsOf(configuration).some(({ GroupId }) => GroupId === id);
  if (!known) throw notFound(`${type} [${id}]`);
}

export const assignmentKey = (assignment: { ApplicationArn: string; PrincipalId: string; PrincipalType: string }) =>
  `${assignment.ApplicationArn}/${assignment.PrincipalType}/${assignment.PrincipalId}`;

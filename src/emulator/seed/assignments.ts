import { groupsOf, usersOf } from '../rules/identity-center';
import { created } from '../rules/timestamps';
import { assignmentKey } from '../services/sso-admin/principal';
import type { DomainRecord } from '../state/records';
import type { Timing } from '../timing';
import type { Maker } from './maker';
import { Wrong, type Path } from './path';
import type { DomainForm } from './resource-forms';

/** Lets users and groups of Identity Center open a domain. Throws Wrong for who is not there, and without single sign-on. */
export function makeAssignments(
  maker: Maker,
  { arn, SingleSignOnApplicationArn }: DomainRecord,
  { users = [], groups = [] }: NonNullable<DomainForm['assignments']> = {},
  path: Path,
  { clock, configuration }: Timing,
): void {
  const ids = {
    USER: new Map(usersOf(configuration).map(({ UserName, UserId }) => [UserName, UserId])),
    GROUP: new Map(groupsOf(configuration).map(({ DisplayName, GroupId }) => [DisplayName, GroupId])),
  };
  const asked = [
    ...users.map((name, at) => ({ type: 'USER' as const, name, of: [...path, 'users', at] })),
    ...groups.map((name, at) => ({ type: 'GROUP' as const, name, of: [...path, 'groups', at] })),
  ];
  for (const { type: PrincipalType, name, of } of asked) {
    const PrincipalId = ids[PrincipalType].get(name);
    if (PrincipalId === undefined) throw new Wrong(of, `identityCenter has none of that name: ${name}`);
    if (SingleSignOnApplicationArn === undefined) throw new Wrong(path, 'the domain has no single sign-on');
    const assignment = { ApplicationArn: SingleSignOnApplicationArn, PrincipalType, PrincipalId };
    const key = assignmentKey(assignment);
    const record = { ...assignment, key, arn: `${arn}#${PrincipalId}`, tags: {}, ...created(clock) };
    maker.put({ kind: 'application-assignment', ...record });
  }
}

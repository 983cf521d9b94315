import { createHash } from 'node:crypto';
import type { Configuration } from '../configuration';
import type { Caller } from '../caller';
import { partitionOf } from '../region';

/** Somebody, or a group of people, in the account's Identity Center. */
export interface User {
  UserId: string;
  UserName: string;
  DisplayName: string;
  email?: string | undefined;
}
export interface Group {
  GroupId: string;
  DisplayName: string;
  members: User[];
}

const hex = (text: string, length: number) => createHash('sha256').update(text).digest('hex').slice(0, length);
/** Ids are made of names, so that a seed gives the same ones each time. */
const idOf = (kind: string, name: string) =>
  hex(`${kind} ${name}`, 32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');

/** The one instance that an account has. */
export const instanceId = (accountId: string) => `ssoins-${hex(`instance ${accountId}`, 16)}`;
export const instanceArn = ({ accountId, region }: Pick<Caller, 'accountId' | 'region'>) =>
  `arn:${partitionOf(region)}:sso:::instance/${instanceId(accountId)}`;
export const identityStoreId = ({ accountId }: Pick<Caller, 'accountId'>) => `d-${hex(`store ${accountId}`, 10)}`;

/** Whether Identity Center is in a Region: it is in one alone. */
export const isInRegion = ({ identityCenter }: Pick<Configuration, 'identityCenter'>, region: string) =>
  identityCenter.region === undefined || identityCenter.region === region;

type Center = Configuration['identityCenter'];

/** What is made of a seed's people once, as they do not change. */
const once = <T>(make: (center: Center) => T) => {
  const made = new WeakMap<Center, T>();
  return ({ identityCenter }: Pick<Configuration, 'identityCenter'>): T => {
    let found = made.get(identityCenter);
    if (!found) made.set(identityCenter, (found = make(identityCenter)));
    return found;
  };
};

/** The users that the seed says. */
export const usersOf = once((identityCenter): readonly User[] =>
  Object.entries(identityCenter.users).map(([UserName, { DisplayName = UserName, email }]) => ({
    UserId: idOf('user', UserName),
    UserName,
    DisplayName,
    email,
  })),
);

/** The groups that the seed says, with the users in them. */
export const groupsOf = once((identityCenter): readonly Group[] => {
  const users = new Map(usersOf({ identityCenter }).map((user) => [user.UserName, user]));
  return Object.entries(identityCenter.groups).map(([DisplayName, members]) => ({
    GroupId: idOf('group', DisplayName),
    DisplayName,
    members: [...new Set(members)].flatMap((name) => users.get(name) ?? []),
  }));
});

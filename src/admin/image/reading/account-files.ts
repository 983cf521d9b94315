import { readAccounts } from '../verify/accounts';
import type { PlannedAccounts } from '../verify/planned-accounts';
import { isKnown } from './dockerfile-words';

/** The accounts that a passwd or a group file of this text makes, in place of the ones before. */
export function withAccountFile(accounts: PlannedAccounts, file: string, text: string): PlannedAccounts {
  if (!isKnown(text)) return withUnknownFile(accounts, file, `${file} is written in a way that cannot be followed`);
  if (file === '/etc/passwd') return { ...accounts, users: readAccounts(text, '').users };
  return { ...accounts, groups: readAccounts('', text).groups };
}

/** The accounts after lines have been put at the end of a passwd or group file. The first of a name is what counts. */
export function withAccountLines(accounts: PlannedAccounts, file: string, text: string): PlannedAccounts {
  if (!isKnown(text))
    return { ...accounts, open: accounts.open ?? `${file} gets lines that cannot be told from the Dockerfile` };
  const { users, groups } = readAccounts(file === '/etc/passwd' ? text : '', file === '/etc/group' ? text : '');
  return { ...accounts, users: [...accounts.users, ...users], groups: [...accounts.groups, ...groups] };
}

/** The accounts after a file of them has been put there, or changed, in a way that was not followed. */
export function withUnknownFile(accounts: PlannedAccounts, file: string, why: string): PlannedAccounts {
  if (file === '/etc/passwd') return { ...accounts, users: accounts.users.filter(isRoot), open: why };
  return {
    users: accounts.users.map((user) => (isRoot(user) ? user : { ...user })),
    groups: accounts.groups.filter(({ gid }) => gid === 0),
    open: why,
  };
}

const isRoot = ({ name }: { name: string }) => name === 'root';

/** Accounts of which one of two is true: what is alike in both is known, a user of only one may be there. */
export function eitherOf(one: PlannedAccounts, other: PlannedAccounts): PlannedAccounts {
  const open = one.open ?? other.open;
  const others = one.others ?? other.others;
  return {
    users: joined(one.users, other.users),
    groups: joined(one.groups, other.groups),
    ...(open !== undefined && { open }),
    ...(others !== undefined && { others }),
  };
}

function joined<Entry extends { name: string }>(left: Entry[], right: Entry[]): Entry[] {
  const both = left.map((entry) => {
    const twin = right.find(({ name }) => name === entry.name);
    return twin ? common(entry, twin) : entry;
  });
  return [...both, ...right.filter(({ name }) => !left.some((entry) => entry.name === name))];
}

function common<Entry extends { name: string }>(one: Entry, other: Entry): Entry {
  const shared = structuredClone(one);
  for (const key of ['uid', 'gid', 'home', 'shell'])
    if (Reflect.get(one, key) !== Reflect.get(other, key)) Reflect.deleteProperty(shared, key);
  return shared;
}

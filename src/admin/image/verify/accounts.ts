export interface PasswdEntry {
  name: string;
  uid: number;
  gid: number;
  home: string;
  shell: string;
}

export interface GroupEntry {
  name: string;
  gid: number;
}

/** The users and groups of an image. `malformed` are lines that getpwnam and getgrnam pass over. */
export interface Accounts {
  users: PasswdEntry[];
  groups: GroupEntry[];
  malformed: { file: string; line: string }[];
}

/** Reads /etc/passwd and /etc/group. */
export function readAccounts(passwd: string, group: string): Accounts {
  const accounts: Accounts = { users: [], groups: [], malformed: [] };
  for (const line of lines(passwd)) {
    const [name, , uid, gid, , home, shell] = line.split(':');
    if (!name || !isId(uid) || !isId(gid) || home === undefined) {
      accounts.malformed.push({ file: '/etc/passwd', line });
    } else accounts.users.push({ name, uid: Number(uid), gid: Number(gid), home, shell: shell ?? '' });
  }
  for (const line of lines(group)) {
    const [name, , gid] = line.split(':');
    if (!name || !isId(gid)) accounts.malformed.push({ file: '/etc/group', line });
    else accounts.groups.push({ name, gid: Number(gid) });
  }
  return accounts;
}

/** The identity that a container starts with. `uid` and `gid` are absent where a name is not known. */
export interface FinalUser {
  /** `USER` as written; `root` where there is none. */
  written: string;
  name?: string;
  uid?: number;
  gid?: number;
  entry?: PasswdEntry;
  /** Why UID or GID cannot be told, for an image that is not built yet. */
  unknown?: string;
}

/**
 * Resolves `USER` as container engines do: a name through /etc/passwd and /etc/group, a number as it is; without a
 * group, the user's own, and 0 for a number that /etc/passwd does not know.
 */
export function finalUser(user: string, { users, groups }: Accounts): FinalUser {
  const written = user === '' ? 'root' : user;
  // An empty group, as in `1000:`, is none.
  const [who = '', group = ''] = written.split(':');
  const entry = users.find(isId(who) ? ({ uid }) => uid === Number(who) : ({ name }) => name === who);
  const root = who === 'root' ? 0 : undefined;
  const uid = isId(who) ? Number(who) : (entry?.uid ?? root);
  const gid = group === '' ? (entry?.gid ?? (isId(who) ? 0 : root)) : gidOf(group, groups);
  const name = entry?.name ?? (isId(who) ? undefined : who);
  return {
    written,
    ...(name !== undefined && { name }),
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
    ...(entry && { entry }),
  };
}

function gidOf(group: string, groups: GroupEntry[]): number | undefined {
  return isId(group) ? Number(group) : groups.find(({ name }) => name === group)?.gid;
}

const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
const isId = (text: string | undefined): text is string => text !== undefined && /^\d{1,10}$/.test(text);

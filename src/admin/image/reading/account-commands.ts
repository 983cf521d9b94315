import type { Distribution, PlannedAccounts, PlannedUser } from '../verify/planned-accounts';
import {
  busyboxOptions,
  debianOptions,
  givenOptions,
  groupaddOptions,
  type OptionTable,
  useraddOptions,
  usermodOptions,
} from './account-options';
import { isKnown, notKnown } from './dockerfile-words';

/** Programs that change /etc/passwd and /etc/group, and that `accountCommand` follows. */
export const accountPrograms =
  /^(useradd|adduser|usermod|userdel|deluser|groupadd|addgroup|groupmod|groupdel|delgroup)$/;

/** The accounts after one of these programs has run; what cannot be told of them is left out or `open`. */
export function accountCommand(
  program: string,
  args: string[],
  before: PlannedAccounts,
  distribution: Distribution | undefined,
): PlannedAccounts {
  // A system's own directory, as debootstrap has one, is not this image's.
  if (args.some((arg) => /^(-R|-P|--root|--prefix)/.test(arg))) return before;
  // A word that is not known, and is no option's value, may be any option.
  const { words } = givenOptions(args, tableOf(program, distribution));
  if (words.length > 1 && words.includes(notKnown)) return doubtful(program, args, before);
  const after = structuredClone(before);
  const debian = distribution === 'debian' || (distribution === undefined && looksDebian(args));
  const busybox = distribution === 'alpine' || (distribution === undefined && !debian && args.some(isBusybox));
  switch (program) {
    case 'useradd':
      addUser(after, args, distribution);
      break;
    case 'adduser':
      if (debian || busybox) addUserByAdduser(after, args, busybox ? 'busybox' : 'debian');
      else addUser(after, args, distribution);
      break;
    case 'usermod':
      changeUser(after, args);
      break;
    case 'userdel':
    case 'deluser':
      removeUser(after, args);
      break;
    case 'groupadd':
      addGroup(after, args);
      break;
    case 'addgroup':
      addGroupByAddgroup(after, args);
      break;
    case 'groupmod':
      changeGroup(after, args);
      break;
    default: {
      const [name] = givenOptions(args, groupaddOptions).words;
      after.groups = after.groups.filter((group) => group.name !== name);
    }
  }
  return after;
}

function tableOf(program: string, distribution: Distribution | undefined): OptionTable {
  if (program === 'usermod') return usermodOptions;
  if (program === 'useradd' || (program === 'adduser' && distribution === 'redhat')) return useraddOptions;
  if (program === 'adduser') return distribution === 'alpine' ? busyboxOptions : debianOptions;
  return program === 'addgroup' ? debianOptions : groupaddOptions;
}

/** What a program leaves behind of whose words some are not known: the one that it names may have any numbers. */
function doubtful(program: string, args: string[], before: PlannedAccounts): PlannedAccounts {
  const open = before.open ?? `${program} has arguments that cannot be told`;
  const changed = (name: string) => args.some((arg) => arg.trim() === name || arg === notKnown) && name !== 'root';
  const users = before.users.map((user) => (changed(user.name) ? { name: user.name } : user));
  return { ...before, users, open };
}

const looksDebian = (args: string[]) =>
  args.some((arg) => /^--(disabled-(password|login)|gecos|ingroup|group|uid|gid|home|firstuid)(=|$)/.test(arg));
const isBusybox = (arg: string) => /^-[SDHh]+$/.test(arg) || /^-(G|h)/.test(arg);

/** Numbers that useradd and adduser give to people: UID_MIN and UID_MAX of /etc/login.defs, alike in all of them. */
const ordinary = { least: 1000, most: 60_000 };

/** The next number that is free; none where it is not known who else is there. */
function free(taken: (number | undefined)[], open: string | undefined): number | undefined {
  if (open !== undefined || taken.includes(undefined)) return undefined;
  const used = taken.filter((id) => id !== undefined && id >= ordinary.least && id <= ordinary.most);
  return used.reduce<number>((next, id) => Math.max(next, (id ?? 0) + 1), ordinary.least);
}

const freeUid = ({ users, open }: PlannedAccounts) =>
  free(
    users.map(({ uid }) => uid),
    open,
  );
const freeGid = ({ groups, open }: PlannedAccounts) =>
  free(
    groups.map(({ gid }) => gid),
    open,
  );

/** A group of the user's own: it has the user's number where nobody else has it. */
function ownGroup(accounts: PlannedAccounts, name: string, uid: number | undefined): number | undefined {
  const taken = accounts.groups.some(({ gid }) => gid === uid);
  const gid = accounts.open !== undefined ? undefined : taken ? freeGid(accounts) : uid;
  accounts.groups = accounts.groups.filter((group) => group.name !== name);
  accounts.groups.push({ name, ...(gid !== undefined && { gid }) });
  return gid;
}

function numberOf(text: string | undefined): number | undefined {
  const trimmed = text?.trim();
  return trimmed !== undefined && /^\d{1,10}$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** A group by name or by number. */
function gidOf(written: string, { groups }: PlannedAccounts): number | undefined {
  return numberOf(written) ?? groups.find(({ name }) => name === written.trim())?.gid;
}

/** Puts a user in the place of one of the same name. A name that is not known may be anybody's. */
function put(accounts: PlannedAccounts, user: { [Key in keyof PlannedUser]: PlannedUser[Key] | undefined }): void {
  const name = user.name ?? '';
  if (name === '' || !isKnown(name)) {
    accounts.open ??= 'a user is made whose name cannot be told';
    return;
  }
  accounts.users = accounts.users.filter((one) => one.name !== name);
  accounts.users.push({
    name,
    ...(user.uid !== undefined && { uid: user.uid }),
    ...(user.gid !== undefined && { gid: user.gid }),
    ...(user.home !== undefined && isKnown(user.home) && { home: user.home }),
    ...(user.shell !== undefined && isKnown(user.shell) && { shell: user.shell }),
  });
}

/**
 * useradd of the shadow suite. Without `-g` the user gets a group of its own (USERGROUPS_ENAB in Debian's, Ubuntu's, Red
 * Hat's and Alpine's login.defs), with `-N` GROUP of /etc/default/useradd, which is 100 in Debian, Ubuntu and Red Hat;
 * where the distribution is not known, 100 is assumed for `-N`, and nothing for the own group (SUSE makes none).
 */
function addUser(accounts: PlannedAccounts, args: string[], distribution: Distribution | undefined): void {
  const { options, words } = givenOptions(args, useraddOptions);
  const name = words.at(-1);
  if (options.has('D') || name === undefined) return;
  const given = options.get('u');
  const uid = given !== undefined ? numberOf(given) : options.has('r') ? undefined : freeUid(accounts);
  const group = options.get('g');
  const own = options.has('U') || distribution !== undefined;
  let gid: number | undefined;
  if (group !== undefined) gid = gidOf(group, accounts);
  else if (options.has('N')) gid = distribution === 'alpine' ? undefined : 100;
  else if (own) gid = ownGroup(accounts, name, uid);
  else accounts.groups.push({ name });
  const home = options.get('d') ?? `${options.get('b') ?? '/home'}/${name}`;
  const shell = options.get('s') ?? (distribution === 'debian' ? '/bin/sh' : undefined);
  put(accounts, { name, uid, gid, home, shell });
}

/** Debian's adduser, a group of the user's own by default (USERGROUPS in adduser.conf), and BusyBox's. */
function addUserByAdduser(accounts: PlannedAccounts, args: string[], kind: 'debian' | 'busybox'): void {
  const { options, words } = givenOptions(args, kind === 'debian' ? debianOptions : busyboxOptions);
  const [name, joined] = words;
  // `adduser ada staff` makes a member of a group, no user.
  if (name === undefined || (joined !== undefined && options.size === 0)) return;
  const given = options.get('u');
  const uid = given !== undefined ? numberOf(given) : options.has('S') ? undefined : freeUid(accounts);
  const group = kind === 'debian' ? (options.get('G') ?? options.get('g')) : options.get('G');
  let gid: number | undefined;
  if (group !== undefined) gid = gidOf(group, accounts);
  else if (!options.has('S') || options.has('p')) gid = ownGroup(accounts, name, uid);
  const shell = options.get('s') ?? (kind === 'debian' ? '/bin/bash' : '/bin/sh');
  put(accounts, { name, uid, gid, home: options.get('h') ?? `/home/${name}`, shell });
}

function changeUser(accounts: PlannedAccounts, args: string[]): void {
  const { options, words } = givenOptions(args, usermodOptions);
  const name = words.at(-1);
  if (name === undefined) return;
  if (!isKnown(name)) {
    accounts.users = accounts.users.map((user) => (user.name === 'root' ? user : { name: user.name }));
    accounts.open ??= 'usermod changes a user whose name cannot be told';
    return;
  }
  // It succeeds only for a user that is there, whoever made it.
  const before: PlannedUser = accounts.users.find((user) => user.name === name) ?? { name };
  const group = options.get('g');
  const login = options.get('l');
  accounts.users = accounts.users.filter((user) => user.name !== name);
  put(accounts, {
    name: login?.trim() ?? name,
    uid: options.has('u') ? numberOf(options.get('u')) : before.uid,
    gid: group !== undefined ? gidOf(group, accounts) : before.gid,
    home: options.get('d') ?? before.home,
    shell: options.get('s') ?? before.shell,
  });
}

function removeUser(accounts: PlannedAccounts, args: string[]): void {
  const words = args.filter((arg) => !arg.startsWith('-'));
  const [name, group] = words;
  // `deluser ada staff` ends a membership.
  if (name === undefined || group !== undefined) return;
  if (!isKnown(name)) {
    accounts.open ??= 'a user is removed whose name cannot be told';
    return;
  }
  const user = accounts.users.find((one) => one.name === name);
  accounts.users = accounts.users.filter((one) => one !== user);
  if (!accounts.users.some(({ gid }) => gid !== undefined && gid === user?.gid))
    accounts.groups = accounts.groups.filter((one) => one.name !== name);
}

function addGroup(accounts: PlannedAccounts, args: string[]): void {
  const { options, words } = givenOptions(args, groupaddOptions);
  const name = words.at(-1);
  if (name === undefined) return;
  // With -f a group that is there is left alone.
  if (accounts.groups.some((group) => group.name === name && (options.has('f') || group.gid !== undefined))) return;
  const asked = options.get('g');
  const gid = asked !== undefined ? numberOf(asked) : options.has('r') ? undefined : freeGid(accounts);
  const taken = gid !== undefined && accounts.groups.some((group) => group.gid === gid);
  const real = taken && options.has('f') && !options.has('o') ? freeGid(accounts) : gid;
  accounts.groups.push({ name, ...(real !== undefined && { gid: real }) });
}

function addGroupByAddgroup(accounts: PlannedAccounts, args: string[]): void {
  const { options, words } = givenOptions(args, { ...debianOptions, short: 'g:S' });
  const [name, group] = words;
  if (name === undefined || group !== undefined) return;
  const asked = options.get('g');
  const gid = asked !== undefined ? numberOf(asked) : options.has('S') ? undefined : freeGid(accounts);
  accounts.groups = accounts.groups.filter((one) => one.name !== name);
  accounts.groups.push({ name, ...(gid !== undefined && { gid }) });
}

/** Whoever has the group as its own keeps it, under its new number (groupmod(8)). */
function changeGroup(accounts: PlannedAccounts, args: string[]): void {
  const { options, words } = givenOptions(args, groupaddOptions);
  const name = words.at(-1);
  if (name === undefined) return;
  const group = accounts.groups.find((one) => one.name === name) ?? { name };
  const asked = options.get('g');
  const gid = asked === undefined ? group.gid : numberOf(asked);
  if (asked !== undefined) {
    for (const user of accounts.users) {
      // A user of the same name as the group is taken to have it, where its number is not known.
      const has = user.gid === undefined ? group.gid === undefined && user.name !== 'root' : user.gid === group.gid;
      if (!has) continue;
      delete user.gid;
      if (gid !== undefined) user.gid = gid;
    }
  }
  accounts.groups = accounts.groups.filter((one) => one.name !== name);
  accounts.groups.push({ name: options.get('n')?.trim() ?? name, ...(gid !== undefined && { gid }) });
}

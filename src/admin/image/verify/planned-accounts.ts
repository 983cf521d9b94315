import type { FinalUser } from './accounts';

/** Whose programs and defaults an image has: Debian's and Ubuntu's, Red Hat's and its kin's, Alpine's. */
export type Distribution = 'debian' | 'redhat' | 'alpine';

/** A user of an image that is not built yet. A number that cannot be told from the Dockerfile is absent. */
export interface PlannedUser {
  name: string;
  uid?: number;
  gid?: number;
  home?: string;
  shell?: string;
}

export interface PlannedGroup {
  name: string;
  gid?: number;
}

/** The users and groups that an image will have, as far as its Dockerfile and its base tell. */
export interface PlannedAccounts {
  users: PlannedUser[];
  groups: PlannedGroup[];
  /** Why there may be others than these, or why these may be different; absent where all are known. */
  open?: string;
  /** Why there may be others of other names, though numbers that are given are hardly theirs. */
  others?: string;
}

/**
 * Resolves `USER` of an image that is not built yet, as container engines will: like `finalUser`, but telling
 * `unknown`, with the reason, where what decides is not in the Dockerfile.
 */
export function plannedUser(user: string, { users, groups, open, others }: PlannedAccounts): FinalUser {
  const written = user === '' ? 'root' : user;
  const [who = '', group = ''] = written.split(':');
  const isNumber = /^\d{1,10}$/.test(who);
  const entry = users.find(isNumber ? ({ uid }) => uid === Number(who) : ({ name }) => name === who);
  // Whoever has a number that is not known may be the one.
  const doubtful = isNumber && !entry && users.some(({ uid }) => uid === undefined);
  const found = entry !== undefined || who === 'root' || who === '0';
  const uid = isNumber ? Number(who) : (entry?.uid ?? (who === 'root' ? 0 : undefined));
  const gid = group === '' ? ownGroup() : groupNumber(group, groups);
  const why = open ?? others ?? (byPackage.test(who) ? 'a package may make this user' : undefined);
  const missing = !found && !isNumber && why === undefined;
  const lacking = !missing && (uid === undefined || (gid === undefined && (group === '' || open !== undefined)));
  return {
    written,
    ...(entry || !isNumber ? { name: entry?.name ?? who } : {}),
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
    ...(entry?.home !== undefined &&
      uid !== undefined &&
      gid !== undefined && {
        entry: { name: entry.name, uid, gid, home: entry.home, shell: entry.shell ?? '' },
      }),
    ...(lacking && { unknown: why ?? 'a command makes it in a way that cannot be followed' }),
  };

  function ownGroup(): number | undefined {
    if (entry) return entry.gid;
    if (who === 'root' || who === '0') return 0;
    return isNumber && open === undefined && !doubtful ? 0 : undefined;
  }
}

/** Users that packages of the distributions make. */
const byPackage =
  /^(_.+|systemd-.+|postgres|mysql|redis|nginx|apache|www-data|tomcat|jenkins|grafana|shiny|rstudio|rstudio-server|sshd|messagebus|munge|slurm|polkitd|dbus|git|docker)$/;

function groupNumber(group: string, groups: PlannedGroup[]): number | undefined {
  return /^\d{1,10}$/.test(group) ? Number(group) : groups.find(({ name }) => name === group)?.gid;
}

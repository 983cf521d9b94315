import type { ImageConfig, ReadImage } from './contents';
import { readAccounts } from './accounts';
import type { Distribution, PlannedAccounts } from './planned-accounts';

/** What a base image brings into an image that is built on it. */
export interface BaseContents {
  /** How this is known: from where it was read, or from which table of which date. */
  from: string;
  config: Pick<ImageConfig, 'user' | 'env' | 'entrypoint' | 'cmd' | 'workingDir' | 'architecture' | 'os'>;
  accounts: PlannedAccounts;
  distribution?: Distribution;
  /** The shell that shell forms run in, where the base sets one. */
  shell?: string[];
  /** Scripts, and configuration files of Jupyter, by path. */
  files: Map<string, string>;
  /** Whether `files` has all of Jupyter's configuration. */
  wholeConfiguration: boolean;
}

/**
 * What an image that was read brings into those that are built on it. `from` names it; `whole` tells whether all of its
 * layers were read, or only the upper ones that decide its accounts.
 */
export function baseContents(image: ReadImage, from: string, whole = true): BaseContents {
  const text = (file: string) => {
    const found = image.files.resolve(file);
    return found.at === 'file' ? found.record.text : undefined;
  };
  const [passwd, group] = [text('/etc/passwd'), text('/etc/group')];
  const files = [...image.files.below('/')].flatMap(([path, record]): [string, string][] =>
    record.text === undefined ? [] : [[path, record.text]],
  );
  // A package manager that is in the layers below is not seen.
  const distribution = whole ? distributionOf(image) : undefined;
  return {
    from,
    config: image.config,
    accounts: accountsOf(passwd, group, from),
    ...(distribution && { distribution }),
    files: new Map(files),
    wholeConfiguration: whole,
  };
}

/** What was read of a base, and from a table of well-known ones what was not. */
export function completed(read: BaseContents, known: BaseContents | undefined): BaseContents {
  if (!known) return read;
  const distribution = read.distribution ?? known.distribution;
  const shell = read.shell ?? known.shell;
  return {
    ...read,
    ...(distribution && { distribution }),
    ...(shell && { shell }),
    ...(!read.wholeConfiguration && {
      files: new Map([...known.files, ...read.files]),
      wholeConfiguration: known.wholeConfiguration,
    }),
  };
}

/** The accounts that passwd and group files list; without one of them others may be there. */
export function accountsOf(passwd: string | undefined, group: string | undefined, from: string): PlannedAccounts {
  const { users, groups } = readAccounts(passwd ?? 'root:x:0:0:root:/root:/bin/sh\n', group ?? 'root:x:0:\n');
  const missing = passwd === undefined || group === undefined;
  return { users, groups, ...(missing && { open: `the accounts of ${from} were not read` }) };
}

function distributionOf({ files }: ReadImage): Distribution | undefined {
  const has = (file: string) => files.resolve(file).at === 'file';
  if (has('/usr/bin/apt-get')) return 'debian';
  if (has('/sbin/apk') || has('/usr/bin/apk')) return 'alpine';
  return ['/usr/bin/dnf', '/usr/bin/yum', '/usr/bin/microdnf'].some(has) ? 'redhat' : undefined;
}

/** A base of which nothing was read: it may be anything. */
export function unknownBase(image: string): BaseContents {
  return {
    from: '',
    config: { user: '', env: {}, entrypoint: [], cmd: [], workingDir: '' },
    accounts: {
      users: [{ name: 'root', uid: 0, gid: 0, home: '/root' }],
      groups: [{ name: 'root', gid: 0 }],
      open: `the base image ${image || '(without a name)'} was not read`,
    },
    files: new Map(),
    wholeConfiguration: false,
  };
}

/** How a program of the shadow suite, of Debian's adduser or of BusyBox takes its options. */
export interface OptionTable {
  /** Short options: a letter, or a letter and a colon where a value follows. */
  short: string;
  /** Long options: what they are called, and the letter (or word) that they stand for; `:` where a value follows. */
  long: Record<string, string>;
}

/** Options by letter, with the last value of each; and the words that are none. */
export interface GivenOptions {
  options: Map<string, string>;
  words: string[];
}

/**
 * Reads options as getopt_long does: `-u 1000`, `-u1000`, `-mu 1000`, `--uid=1000`, `--uid 1000`, long names cut short,
 * in any order among the words, up to `--`.
 */
export function givenOptions(args: string[], { short, long }: OptionTable): GivenOptions {
  const options = new Map<string, string>();
  const words: string[] = [];
  const take = (letter: string, value: string) => options.set(letter, value);
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (arg === '--') {
      words.push(...args.slice(index + 1));
      break;
    }
    if (arg.startsWith('--')) {
      const [name = '', ...rest] = arg.slice(2).split('=');
      const target = longOption(name, long);
      if (target === undefined) continue;
      const letter = target.replace(/:$/, '');
      if (!target.endsWith(':')) take(letter, '');
      else if (arg.includes('=')) take(letter, rest.join('='));
      else take(letter, args[(index += 1)] ?? '');
    } else if (arg.startsWith('-') && arg.length > 1) {
      for (let at = 1; at < arg.length; at += 1) {
        const letter = arg[at] ?? '';
        const place = short.indexOf(letter);
        if (place < 0 || short[place + 1] !== ':') take(letter, '');
        else {
          const attached = arg.slice(at + 1);
          take(letter, attached !== '' ? attached : (args[(index += 1)] ?? ''));
          break;
        }
      }
    } else words.push(arg);
  }
  return { options, words };
}

function longOption(name: string, long: Record<string, string>): string | undefined {
  if (Object.hasOwn(long, name)) return long[name];
  const meant = new Set(Object.keys(long).flatMap((known) => (known.startsWith(name) ? [long[known]] : [])));
  return meant.size === 1 ? [...meant][0] : undefined;
}

export const useraddOptions: OptionTable = {
  short: 'b:c:d:De:f:g:G:hk:K:lmMNop:rR:P:s:u:UZ:F',
  long: {
    'base-dir': 'b:',
    btrfs: 'B',
    comment: 'c:',
    'home-dir': 'd:',
    home: 'd:',
    defaults: 'D',
    expiredate: 'e:',
    inactive: 'f:',
    gid: 'g:',
    groups: 'G:',
    skel: 'k:',
    key: 'K:',
    'no-log-init': 'l',
    'create-home': 'm',
    'no-create-home': 'M',
    'no-user-group': 'N',
    'non-unique': 'o',
    password: 'p:',
    system: 'r',
    root: 'R:',
    prefix: 'P:',
    shell: 's:',
    uid: 'u:',
    'user-group': 'U',
    'selinux-user': 'Z:',
    badname: 'X',
    badnames: 'X',
  },
};

export const usermodOptions: OptionTable = {
  short: 'abc:d:e:f:g:G:hl:Lmop:rR:P:s:u:Uv:V:w:W:Z:',
  long: {
    append: 'a',
    badname: 'b',
    comment: 'c:',
    home: 'd:',
    expiredate: 'e:',
    inactive: 'f:',
    gid: 'g:',
    groups: 'G:',
    login: 'l:',
    lock: 'L',
    'move-home': 'm',
    'non-unique': 'o',
    password: 'p:',
    remove: 'r',
    root: 'R:',
    prefix: 'P:',
    shell: 's:',
    uid: 'u:',
    unlock: 'U',
    'add-subuids': 'v:',
    'del-subuids': 'V:',
    'add-subgids': 'w:',
    'del-subgids': 'W:',
    'selinux-user': 'Z:',
  },
};

export const groupaddOptions: OptionTable = {
  short: 'fg:hK:op:rR:P:n:',
  long: {
    force: 'f',
    gid: 'g:',
    key: 'K:',
    'non-unique': 'o',
    password: 'p:',
    system: 'r',
    root: 'R:',
    prefix: 'P:',
    'new-name': 'n:',
    users: 'U:',
  },
};

/** Debian's adduser and addgroup, which take no short options with a value but these. */
export const debianOptions: OptionTable = {
  short: 'qu:g:s:h:',
  long: {
    home: 'h:',
    shell: 's:',
    'no-create-home': 'H',
    uid: 'u:',
    gid: 'g:',
    ingroup: 'G:',
    firstuid: '1:',
    lastuid: '2:',
    firstgid: '3:',
    lastgid: '4:',
    gecos: 'c:',
    comment: 'c:',
    'disabled-password': 'D',
    'disabled-login': 'D',
    'force-badname': 'X',
    'allow-badname': 'X',
    'allow-bad-names': 'X',
    'allow-all-names': 'X',
    system: 'S',
    group: 'p',
    quiet: 'q',
    debug: 'q',
    verbose: 'q',
    conf: 'C:',
    'add-extra-groups': 'x',
    'encrypt-home': 'x',
    'remove-home': 'x',
    'remove-all-files': 'x',
    backup: 'x',
    'only-if-empty': 'x',
  },
};

export const busyboxOptions: OptionTable = {
  short: 'h:g:s:G:SDHu:k:',
  long: {
    home: 'h:',
    gecos: 'c:',
    shell: 's:',
    ingroup: 'G:',
    system: 'S',
    'disabled-password': 'D',
    'empty-password': 'D',
    'no-create-home': 'H',
    uid: 'u:',
    gid: 'g:',
    skel: 'k:',
  },
};

/** The accounts of a Dockerfile's image once a RUN command has run: what useradd, adduser, usermod and groupadd do. */
export function plannedAccounts(
  run: string,
  before: { passwd: string; group: string },
): { passwd: string; group: string } {
  let { passwd, group } = before;
  for (const command of run.split(/&&|\|\||;|\n/)) {
    const words = command
      .trim()
      .split(/\s+/)
      .map((word) => word.replaceAll(/^["']|["']$/g, ''));
    const at = words.findIndex((word) => /^(.*\/)?(useradd|adduser|usermod|groupadd|addgroup|userdel)$/.test(word));
    const program = words[at]?.replace(/^.*\//, '');
    if (program === undefined) continue;
    const rest = words.slice(at + 1);
    const name = lastPlain(rest);
    const option = (...names: string[]) => valueOf(rest, names);
    if (name === undefined) continue;
    if (program === 'groupadd' || program === 'addgroup') {
      group += `${name}:x:${option('-g', '--gid') ?? '1000'}:\n`;
    } else if (program === 'userdel') {
      passwd = passwd.replace(new RegExp(`^${escaped(name)}:.*\n`, 'm'), '');
    } else {
      const known = passwd
        .split('\n')
        .find((line) => line.startsWith(`${name}:`))
        ?.split(':');
      const uid = option('-u', '--uid') ?? known?.[2] ?? '1000';
      const gid = gidOf(option('-g', '--gid', '--ingroup'), group) ?? known?.[3] ?? uid;
      const home = option('-d', '--home', '--home-dir') ?? known?.[5] ?? `/home/${name}`;
      const shell = option('-s', '--shell') ?? known?.[6] ?? '/bin/sh';
      passwd = passwd.replace(new RegExp(`^${escaped(name)}:.*\n`, 'm'), '');
      passwd += `${option('-l', '--login') ?? name}:x:${uid}:${gid}::${home}:${shell}\n`;
    }
  }
  return { passwd, group };
}

function valueOf(words: string[], names: string[]): string | undefined {
  for (const [index, word] of words.entries()) {
    if (names.includes(word)) return words[index + 1];
    const long = names.find((name) => name.startsWith('--') && word.startsWith(`${name}=`));
    if (long) return word.slice(long.length + 1);
  }
  return undefined;
}

function gidOf(written: string | undefined, group: string): string | undefined {
  if (written === undefined || /^\d+$/.test(written)) return written;
  return group
    .split('\n')
    .find((line) => line.startsWith(`${written}:`))
    ?.split(':')[2];
}

const lastPlain = (words: string[]) =>
  words.filter((word) => word !== '' && !word.startsWith('-') && !/^[<>|&]/.test(word)).at(-1);
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

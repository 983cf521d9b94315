import type { ReadImage } from '../contents';
import type { Rule } from '../rule';
import { placeOf } from '../rule';

/** What /etc/passwd and /etc/group say about the user besides its numbers. */
export const accountFiles: Rule<ReadImage> = ({ image: { files }, accounts, user }) => {
  const at = (file: string) => {
    const found = files.resolve(file);
    return placeOf(file, found.at === 'file' ? found.record : undefined);
  };
  const findings: ReturnType<Rule> = accounts.malformed.map(({ file, line }) => ({
    code: 'passwd-malformed',
    message: `${file} has a line that cannot be read: "${line.slice(0, 80)}"`,
    where: at(file),
    remedy: 'write it with useradd or groupadd, not by hand',
  }));
  if (user.uid === undefined || user.gid === undefined) return findings;
  const sharing = accounts.users.filter(({ uid }) => uid === user.uid).map(({ name }) => name);
  if (sharing.length > 1) {
    findings.push({
      code: 'passwd-ambiguous',
      message: `UID ${user.uid} belongs to ${sharing.join(', ')}; programs take the first, and with it its home folder`,
      where: at('/etc/passwd'),
      remedy: 'remove the user that the base image brought before creating your own',
      dockerfile: [`RUN userdel ${sharing[0]}`],
    });
  }
  if (!accounts.groups.some(({ gid }) => gid === user.gid)) {
    findings.push({
      code: 'group-no-entry',
      message: `GID ${user.gid} has no entry in /etc/group, so tools that show or ask for the group's name fail`,
      where: at('/etc/group'),
      remedy: 'create the group',
      dockerfile: [`RUN groupadd --gid ${user.gid} users`],
    });
  }
  const shell = user.entry?.shell ?? '';
  if (shell.endsWith('\r')) {
    findings.push({
      code: 'shell-missing',
      message: `the login shell of ${user.entry?.name} is ${JSON.stringify(shell)}: /etc/passwd has Windows line ends, and there is no such shell; terminals do not open`,
      where: at('/etc/passwd'),
      remedy: 'write the file with Unix line ends',
      dockerfile: ["RUN sed -i 's/\\r$//' /etc/passwd /etc/group"],
    });
  } else if (shell !== '' && files.resolve(shell).at !== 'file') {
    findings.push({
      code: 'shell-missing',
      message: `the login shell of ${user.entry?.name} is ${shell}, which is not in the image; terminals do not open`,
      where: at('/etc/passwd'),
      remedy: 'install the shell, or set one that is there',
      dockerfile: [`RUN usermod --shell /bin/sh ${user.entry?.name}`],
    });
  }
  return findings;
};

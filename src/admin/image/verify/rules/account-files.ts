import { fileAt } from '../image-location';
import { type Found, rules } from '../image-rule';

const texts = {
  'passwd-malformed': {
    severity: 'warning',
    since: '0.1',
    title: 'a line of /etc/passwd or /etc/group cannot be read',
    why: 'The system passes over such a line: whoever it was meant for has no name, no home folder or no group.',
    wrong: 'RUN echo "ana 1002 1002" >> /etc/passwd',
    right: 'RUN useradd --uid 1002 ana',
  },
  'passwd-ambiguous': {
    severity: 'warning',
    since: '0.1',
    title: 'several users share the UID',
    why: 'Programs take the first entry with the UID, and with it its name and home folder, e.g. those of the user that the base brought.',
    wrong: 'FROM ubuntu:24.04\nRUN useradd --non-unique --uid 1000 --gid 100 sagemaker-user',
    right: 'FROM ubuntu:24.04\nRUN userdel ubuntu && useradd --uid 1000 --gid 100 sagemaker-user',
  },
  'group-no-entry': {
    severity: 'warning',
    since: '0.1',
    title: 'the GID has no entry in /etc/group',
    why: "Tools that show or ask for the group's name fail.",
    wrong: 'RUN echo "root:x:0:" > /etc/group',
    right: 'RUN groupadd --gid 100 users',
  },
  'shell-missing': {
    severity: 'warning',
    since: '0.1',
    title: 'the login shell is not in the image',
    why: 'Terminals do not open.',
    wrong: 'RUN useradd --uid 1000 --gid 100 --shell /bin/zsh sagemaker-user',
    right: 'RUN useradd --uid 1000 --gid 100 --shell /bin/bash sagemaker-user',
    accept: 'nobody is to open terminals',
  },
} as const;

/** What /etc/passwd and /etc/group say about the user besides its numbers. */
export const accountFiles = rules({
  reads: ['built', 'accounts', 'user'],
  rules: texts,
  check({ built: { files }, accounts, user }) {
    const at = (file: string) => {
      const found = files.resolve(file);
      return fileAt(file, found.at === 'file' ? found.record : undefined);
    };
    const findings: Found<keyof typeof texts>[] = accounts.malformed.map(({ file, line }) => ({
      code: 'passwd-malformed',
      reason: `${file} has a line that cannot be read: "${line.slice(0, 80)}"`,
      where: at(file),
      remedy: 'write it with useradd or groupadd, not by hand',
    }));
    if (user.uid === undefined || user.gid === undefined) return findings;
    const sharing = accounts.users.filter(({ uid }) => uid === user.uid).map(({ name }) => name);
    if (sharing.length > 1) {
      findings.push({
        code: 'passwd-ambiguous',
        reason: `UID ${user.uid} belongs to ${sharing.join(', ')}; programs take the first, and with it its home folder`,
        where: at('/etc/passwd'),
        remedy: 'remove the user that the base image brought before creating your own',
        mend: [`RUN userdel ${sharing[0]}`],
      });
    }
    if (!accounts.groups.some(({ gid }) => gid === user.gid)) {
      findings.push({
        code: 'group-no-entry',
        reason: `GID ${user.gid} has no entry in /etc/group, so tools that show or ask for the group's name fail`,
        where: at('/etc/group'),
        remedy: 'create the group',
        mend: [`RUN groupadd --gid ${user.gid} users`],
      });
    }
    const shell = user.entry?.shell ?? '';
    if (shell.endsWith('\r')) {
      findings.push({
        code: 'shell-missing',
        reason: `the login shell of ${user.entry?.name} is ${JSON.stringify(shell)}: /etc/passwd has Windows line ends, and there is no such shell; terminals do not open`,
        where: at('/etc/passwd'),
        remedy: 'write the file with Unix line ends',
        mend: ["RUN sed -i 's/\\r$//' /etc/passwd /etc/group"],
      });
    } else if (shell !== '' && files.resolve(shell).at !== 'file') {
      findings.push({
        code: 'shell-missing',
        reason: `the login shell of ${user.entry?.name} is ${shell}, which is not in the image; terminals do not open`,
        where: at('/etc/passwd'),
        remedy: 'install the shell, or set one that is there',
        mend: [`RUN usermod --shell /bin/sh ${user.entry?.name}`],
      });
    }
    return findings;
  },
});

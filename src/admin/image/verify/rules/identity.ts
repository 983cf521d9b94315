import { contracts } from '../app-type';
import type { FinalUser } from '../accounts';
import { type PlannedImage, howToKnow } from '../contents';
import { fileAt, type ImageLocation } from '../image-location';
import { type Found, rules } from '../image-rule';

const texts = {
  'user-is-root': {
    severity: 'error',
    since: '0.1',
    title: 'the image runs as root',
    why: 'Studio documents UID 1000 and GID 100 for JupyterLab and Code Editor, and Jupyter refuses to start as root.',
    wrong: 'FROM python:3.12.7\nUSER root',
    right: 'FROM python:3.12.7\nRUN useradd --create-home --uid 1000 --gid 100 sagemaker-user\nUSER sagemaker-user',
  },
  'user-uid': {
    severity: 'error',
    since: '0.1',
    title: 'the image runs with a UID that Studio does not support',
    why: "The files on the space's volume belong to UID 1000: anybody else cannot write there.",
    wrong: 'FROM python:3.12.7\nUSER 1001:100',
    right: 'FROM python:3.12.7\nUSER 1000:100',
  },
  'user-gid': {
    severity: 'error',
    since: '0.1',
    title: 'the image runs with a GID that Studio does not support',
    why: "The files on the space's volume belong to GID 100.",
    wrong: 'FROM python:3.12.7\nUSER 1000:1000',
    right: 'FROM python:3.12.7\nUSER 1000:100',
  },
  'user-unknown': {
    severity: 'error',
    since: '0.1',
    title: 'USER names somebody whom /etc/passwd does not know',
    why: 'The container cannot start.',
    wrong: 'FROM debian:12.5\nUSER jovyan',
    right: 'FROM debian:12.5\nRUN useradd --create-home --uid 1000 --gid 100 jovyan\nUSER jovyan',
  },
  'group-unknown': {
    severity: 'error',
    since: '0.1',
    title: 'USER names a group that /etc/group does not know',
    why: 'The container cannot start.',
    wrong: 'FROM debian:12.5\nUSER 1000:scientists',
    right: 'FROM debian:12.5\nUSER 1000:100',
  },
  'user-not-known': {
    severity: 'note',
    since: '0.1',
    title: 'whom the image runs as cannot be told from the Dockerfile',
    why: 'What decides is in the base image or in a script that was not read: nothing is said against it, and nothing for it.',
    wrong: 'FROM registry.example.com/lab:1.2.3\nRUN pip install pandas',
    right: 'FROM registry.example.com/lab:1.2.3\nRUN pip install pandas\nUSER 1000:100',
    accept: 'the built image is verified too',
  },
  'passwd-missing': {
    severity: 'error',
    since: '0.1',
    title: 'there is no /etc/passwd',
    why: 'The user has no name and no home folder.',
    wrong: 'RUN rm /etc/passwd',
    right: 'COPY passwd group /etc/',
  },
  'passwd-no-entry': {
    severity: 'error',
    since: '0.1',
    title: 'the UID has no entry in /etc/passwd',
    why: "HOME becomes /, and programs that ask for the user's name fail.",
    wrong: 'USER 1000:100',
    right: 'RUN useradd --create-home --uid 1000 --gid 100 sagemaker-user\nUSER 1000:100',
  },
} as const;

const makeUser =
  'RUN groupadd --force --non-unique --gid 100 users && useradd --create-home --uid 1000 --gid 100 --shell /bin/bash sagemaker-user';

/** The user that the container runs as, against what Studio supports and what the image's account files say. */
export const identity = rules({
  reads: ['image', 'appType', 'user'],
  rules: texts,
  check({ image, appType, user }): Found<keyof typeof texts>[] {
    const file = image.kind === 'image' ? image.files.resolve('/etc/passwd') : undefined;
    const where =
      image.kind === 'image'
        ? ({ in: 'config', member: 'User' } as const)
        : ({ in: 'dockerfile', line: image.lines['USER'] ?? image.base.line } as const);
    const passwd = fileAt('/etc/passwd', file?.at === 'file' ? file.record : undefined);
    if (file && file.at !== 'file') {
      return [
        {
          code: 'passwd-missing',
          reason: 'there is no /etc/passwd, so the user has no name and no home folder',
          where: { in: 'image', file: '/etc/passwd' },
          remedy: 'start from a base image that has one, or copy one in',
          mend: [makeUser],
        },
      ];
    }
    const { uid, gid, written, entry } = user;
    const wrong = uid !== undefined && !contracts[appType].identities.some((pair) => pair.uid === uid);
    if (user.unknown !== undefined && image.kind === 'dockerfile' && !wrong) return [notKnown(image, user, where)];
    if (uid === undefined) {
      return [
        {
          code: 'user-unknown',
          reason: `USER is "${written}", which /etc/passwd does not have; the container cannot start`,
          where,
          remedy: 'create the user before USER, or name one that exists',
          mend: [makeUser, 'USER 1000:100'],
        },
      ];
    }
    if (gid === undefined && user.unknown === undefined) {
      return [
        {
          code: 'group-unknown',
          reason: `USER is "${written}", whose group /etc/group does not have; the container cannot start`,
          where,
          remedy: 'give the group as a number',
          mend: ['USER 1000:100'],
        },
      ];
    }
    const { identities } = contracts[appType];
    if (identities.some((pair) => pair.uid === uid && pair.gid === gid)) {
      return entry || image.kind === 'dockerfile' || uid === 0 ? [] : [noEntry(uid)];
    }
    const supported = identities.map((pair) => `${pair.uid}/${pair.gid}`).join(' or ');
    if (uid === 0 && appType !== 'KernelGateway') {
      return [
        {
          code: 'user-is-root',
          reason: `the image runs as root; Studio documents UID/GID ${supported} for ${appType}, and Jupyter refuses to start as root`,
          where,
          remedy: 'create a user with UID 1000 and GID 100 and end the Dockerfile with USER',
          mend: [makeUser, 'USER 1000:100'],
        },
      ];
    }
    const uidFits = identities.some((pair) => pair.uid === uid);
    return [
      {
        code: uidFits ? 'user-gid' : 'user-uid',
        reason: `the image runs as UID/GID ${uid}/${gid ?? '?'} (USER "${written}"); Studio documents ${supported} for ${appType}`,
        where: entry && uidFits && file ? passwd : where,
        remedy: uidFits ? "make 100 the user's primary group" : 'give the user UID 1000 and GID 100',
        mend: uidFits
          ? [`RUN usermod --gid 100 ${entry?.name ?? 'sagemaker-user'}`, 'USER 1000:100']
          : [makeUser, 'USER 1000:100'],
      },
      ...(image.kind === 'image' && !entry && uid !== 0 ? [noEntry(uid)] : []),
    ];
  },
});

/** What decides is not in the Dockerfile: how to know it. */
function notKnown(
  image: PlannedImage,
  { written, uid, unknown }: FinalUser,
  where: ImageLocation,
): Found<'user-not-known'> {
  const what = uid === undefined ? 'UID and GID' : `the GID of UID ${uid}`;
  return {
    code: 'user-not-known',
    reason: `${what}${written === '' ? '' : ` of USER "${written.replaceAll('\0', '…')}"`} cannot be told: ${unknown}`,
    where,
    remedy: `verify what is built, or ${howToKnow(image)}`,
    mend: ['USER 1000:100'],
  };
}

const noEntry = (uid: number): Found<'passwd-no-entry'> => ({
  code: 'passwd-no-entry',
  reason: `UID ${uid} has no entry in /etc/passwd, so HOME becomes / and programs that ask for the user's name fail`,
  where: { in: 'image', file: '/etc/passwd' },
  remedy: 'create the user',
  mend: [makeUser],
});

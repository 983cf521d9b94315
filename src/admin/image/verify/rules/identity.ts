import { contracts } from '../app-type';
import type { FinalUser } from '../accounts';
import type { PlannedImage } from '../contents';
import type { Stated } from '../finding';
import { howToKnow } from '../how-to-know';
import type { Rule } from '../rule';
import { placeOf } from '../rule';

const makeUser =
  'RUN groupadd --force --non-unique --gid 100 users && useradd --create-home --uid 1000 --gid 100 --shell /bin/bash sagemaker-user';

/** The user that the container runs as, against what Studio supports and what the image's account files say. */
export const identity: Rule = ({ image, appType, user }) => {
  const file = image.kind === 'image' ? image.files.resolve('/etc/passwd') : undefined;
  const where =
    image.kind === 'image'
      ? ({ in: 'config', member: 'User' } as const)
      : ({ in: 'dockerfile', line: image.lines['USER'] ?? image.base.line } as const);
  const passwd = placeOf('/etc/passwd', file?.at === 'file' ? file.record : undefined);
  if (file && file.at !== 'file') {
    return [
      {
        code: 'passwd-missing',
        message: 'there is no /etc/passwd, so the user has no name and no home folder',
        where: { in: 'image', file: '/etc/passwd' },
        remedy: 'start from a base image that has one, or copy one in',
        dockerfile: [makeUser],
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
        message: `USER is "${written}", which /etc/passwd does not have; the container cannot start`,
        where,
        remedy: 'create the user before USER, or name one that exists',
        dockerfile: [makeUser, 'USER 1000:100'],
      },
    ];
  }
  if (gid === undefined && user.unknown === undefined) {
    return [
      {
        code: 'group-unknown',
        message: `USER is "${written}", whose group /etc/group does not have; the container cannot start`,
        where,
        remedy: 'give the group as a number',
        dockerfile: ['USER 1000:100'],
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
        message: `the image runs as root; Studio documents UID/GID ${supported} for ${appType}, and Jupyter refuses to start as root`,
        where,
        remedy: 'create a user with UID 1000 and GID 100 and end the Dockerfile with USER',
        dockerfile: [makeUser, 'USER 1000:100'],
      },
    ];
  }
  const uidFits = identities.some((pair) => pair.uid === uid);
  return [
    {
      code: uidFits ? 'user-gid' : 'user-uid',
      message: `the image runs as UID/GID ${uid}/${gid ?? '?'} (USER "${written}"); Studio documents ${supported} for ${appType}`,
      where: entry && uidFits && file ? passwd : where,
      remedy: uidFits ? "make 100 the user's primary group" : 'give the user UID 1000 and GID 100',
      dockerfile: uidFits
        ? [`RUN usermod --gid 100 ${entry?.name ?? 'sagemaker-user'}`, 'USER 1000:100']
        : [makeUser, 'USER 1000:100'],
    },
    ...(image.kind === 'image' && !entry && uid !== 0 ? [noEntry(uid)] : []),
  ];
};

/** What decides is not in the Dockerfile: how to know it. */
function notKnown(image: PlannedImage, { written, uid, unknown }: FinalUser, where: Stated['where']): Stated {
  const what = uid === undefined ? 'UID and GID' : `the GID of UID ${uid}`;
  return {
    code: 'user-not-known',
    message: `${what}${written === '' ? '' : ` of USER "${written.replaceAll('\0', '…')}"`} cannot be told: ${unknown}`,
    where,
    remedy: `verify what is built, or ${howToKnow(image)}`,
    dockerfile: ['USER 1000:100'],
  };
}

const noEntry = (uid: number): Stated => ({
  code: 'passwd-no-entry',
  message: `UID ${uid} has no entry in /etc/passwd, so HOME becomes / and programs that ask for the user's name fail`,
  where: { in: 'image', file: '/etc/passwd' },
  remedy: 'create the user',
  dockerfile: [makeUser],
});

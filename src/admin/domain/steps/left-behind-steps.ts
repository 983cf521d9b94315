import { describeDomain } from '../../../aws/domain';
import { AwsError } from '../../../aws/errors';
import {
  deleteFileSystem,
  deleteMountTarget,
  findHomeFileSystem,
  type HomeFileSystem,
  mountTargetStatus,
  tagFileSystem,
} from '../../../aws/home-file-system';
import { absent } from '../../../aws/image';
import { deleteSecurityGroup, type NfsGroup, nfsGroups, takeRulesAway } from '../../../aws/nfs-group';
import { StepError } from '../../converge/failure';
import type { Settled, StepKind } from '../../converge/kind';
import type { StudioContext } from '../context';
import type { Group, StepThatDoes } from '../studio-step';

/*
 * What stays of a domain when it is deleted: the file system with its homes, that file system's mount targets, and the two
 * security groups that name each other. All of it is kept as long as the domain is there.
 */

/** The domain, while it is there: what it works with is kept. */
async function whileThere(
  { sagemaker }: StudioContext,
  { domain, domainId }: { domain: string; domainId: string },
): Promise<string[]> {
  const found = await describeDomain(sagemaker, domainId).catch(absent);
  return found ? [`domain ${domain}`] : [];
}

const waitingWhile = (state: string, now: string | undefined): Settled =>
  now === state ? { state: 'waiting', status: now } : { state: 'done' };

const conflictOf = (error: unknown) =>
  error instanceof AwsError && error.failure.kind === 'conflict' ? error.failure.message : undefined;

/** Does it; what is gone already is no failure, and what AWS keeps is said. */
async function removed(work: () => Promise<void>): Promise<void | { kept: string }> {
  try {
    await work();
  } catch (error) {
    const kept = conflictOf(error);
    if (kept !== undefined) return { kept };
    if (!(error instanceof AwsError) || error.failure.kind !== 'not-found') throw error;
  }
}

export const mark: StepKind<StepThatDoes<'mark'>, StudioContext, HomeFileSystem> = {
  sign: '~',
  what: ({ homes }) => `file system ${homes.fileSystemId}`,
  text: ({ homes, tags }) =>
    `tag file system ${homes.fileSystemId}, which stays: ${Object.entries(tags).map(([key, value]) => `${key}=${value}`)}`,
  async read({ efs }, { homes }) {
    const found = await findHomeFileSystem(efs, homes.fileSystemId);
    if (!found) throw new StepError(`file system ${homes.fileSystemId} is gone`, 'run the command again');
    return found;
  },
  reached: (now, { tags }) => Object.entries(tags).every(([key, value]) => now.tags[key] === value),
  perform: ({ efs }, { homes, tags }) => tagFileSystem(efs, homes.fileSystemId, tags),
};

export const unmount: StepKind<StepThatDoes<'unmount'>, StudioContext, string | undefined> = {
  sign: '-',
  what: ({ mountTargetId }) => `mount target ${mountTargetId}`,
  text: ({ mountTargetId, subnetId, homes }) =>
    `delete mount target ${mountTargetId} of file system ${homes.fileSystemId} in ${subnetId}`,
  read: ({ efs }, { mountTargetId }) => mountTargetStatus(efs, mountTargetId),
  settled: (now) => waitingWhile('deleting', now),
  reached: (now) => now === undefined,
  namedBy: (context, { homes }) => whileThere(context, homes),
  perform: ({ efs }, { mountTargetId }) => removed(() => deleteMountTarget(efs, mountTargetId)),
};

const groupNow = async ({ ec2 }: StudioContext, { group }: { group: Group }): Promise<NfsGroup | undefined> =>
  (await nfsGroups(ec2, group.domainId)).find(({ groupId }) => groupId === group.groupId);

export const part: StepKind<StepThatDoes<'part'>, StudioContext, NfsGroup | undefined> = {
  sign: '~',
  what: ({ group }) => `security group ${group.groupId}`,
  text: ({ group }) => `remove from security group ${group.groupId} (${group.name}) the rules that name the other one`,
  read: groupNow,
  reached: (now) => now === undefined || now.ingress.length + now.egress.length === 0,
  namedBy: (context, { group }) => whileThere(context, group),
  perform: async ({ ec2 }, _step, now) => now && takeRulesAway(ec2, now),
};

/** How long EC2 may take to let go of what a mount target had in a group, in milliseconds (assumption). */
const [letsGo, between] = [60_000, 3_000];

export const deleteGroup: StepKind<StepThatDoes<'delete-group'>, StudioContext, NfsGroup | undefined> = {
  sign: '-',
  what: ({ group }) => `security group ${group.groupId}`,
  text: ({ group }) => `delete security group ${group.groupId} (${group.name})`,
  read: groupNow,
  reached: (now) => now === undefined,
  namedBy: (context, { group }) => whileThere(context, group),
  async perform(context, { group }) {
    for (let waited = 0; ; waited += between) {
      const kept = await removed(() => deleteSecurityGroup(context.ec2, group.groupId));
      if (!kept || waited >= letsGo || context.signal.aborted) return kept;
      await context.sleep(between);
    }
  },
};

export const deleteHomes: StepKind<StepThatDoes<'delete-homes'>, StudioContext, HomeFileSystem | undefined> = {
  sign: '-',
  what: ({ homes }) => `file system ${homes.fileSystemId}`,
  text: ({ homes, loses }) => `delete file system ${homes.fileSystemId}, and ${loses}`,
  read: ({ efs }, { homes }) => findHomeFileSystem(efs, homes.fileSystemId),
  settled: (now) => waitingWhile('deleting', now?.status),
  reached: (now) => now === undefined || now.status === 'deleted',
  namedBy: (context, { homes }) => whileThere(context, homes),
  perform: ({ efs }, { homes }) => removed(() => deleteFileSystem(efs, homes.fileSystemId)),
};

import type { FileSystem, Subnet } from '../live-network';
import { at, rule, since } from '../rule';
import { onePerZone } from '../zones';

/** EFS makes at most one mount target in a zone, so subnets of one zone share it. */
export const mountTargetMissing = rule({
  code: 'mount-target-missing',
  severity: 'error',
  since,
  title: 'A file system has no mount target in a zone of the domain',
  why: 'Apps that are placed in the zone cannot mount the file system.',
  wrong: 'subnets in use1-az1 and use1-az2, a mount target in use1-az1',
  right: 'a mount target in use1-az1 and one in use1-az2',
  blind: 'file systems that user profiles name by themselves, without --user-profiles',
  reads: ['vpc', 'subnets', 'vpcSubnets', 'fileSystems'],
  check: ({ vpc, subnets, vpcSubnets, fileSystems }) =>
    fileSystems.flatMap((fileSystem) => {
      const { fileSystemId, mountTargets, there } = fileSystem;
      if (!there) return [];
      const reached = new Set(
        mountTargets.flatMap((target) =>
          target.state === 'available'
            ? (vpcSubnets.find(({ subnetId }) => subnetId === target.subnetId)?.zoneId ?? [])
            : [],
        ),
      );
      const lacking = subnets.filter(({ zoneId }) => !reached.has(zoneId));
      if (lacking.length === 0) return [];
      const states = mountTargets
        .filter(({ state }) => state !== 'available')
        .map(({ mountTargetId, state }) => `${mountTargetId} is ${state}`);
      const zones = [...new Set(lacking.map(({ zoneId }) => zoneId))].join(', ');
      return [
        {
          where: at('file system', fileSystemId),
          reason: `${fileSystemId} has no mount target in ${zones} (${lacking.map(({ subnetId }) => subnetId).join(', ')})${states.length > 0 ? `; ${states.join(', ')}` : ''}`,
          ...mended(fileSystem, lacking, vpc.vpcId),
        },
      ];
    }),
});

/** What to do: a file system may be bound to a zone, and has mount targets in one VPC alone (EFS user guide). */
function mended({ fileSystemId, oneZone, mountTargets }: FileSystem, lacking: Subnet[], vpcId: string) {
  if (oneZone !== undefined)
    return {
      remedy: `${fileSystemId} is a One Zone file system of ${oneZone}: use a regional one, or subnets of ${oneZone} alone`,
    };
  const other = mountTargets.find((target) => target.vpcId !== undefined && target.vpcId !== vpcId)?.vpcId;
  if (other !== undefined)
    return {
      remedy: `its mount targets are in ${other}, and a file system has them in one VPC alone: use one of ${vpcId}, or delete those first`,
    };
  const groupIds = mountTargets[0]?.groupIds ?? [];
  const groups = groupIds.length > 0 ? groupIds.join(' ') : 'sg-…';
  return {
    remedy: 'create one in a subnet of each zone',
    mend: onePerZone(lacking).map(
      (subnetId) =>
        `aws efs create-mount-target --file-system-id ${fileSystemId} --subnet-id ${subnetId} --security-groups ${groups}`,
    ),
  };
}

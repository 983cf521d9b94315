import { at, rule, since } from '../rule';

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
  reads: ['subnets', 'vpcSubnets', 'fileSystems'],
  check: ({ subnets, vpcSubnets, fileSystems }) =>
    fileSystems.flatMap(({ fileSystemId, mountTargets, oneZone, there }) => {
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
          remedy:
            oneZone === undefined
              ? `create one in a subnet of each zone`
              : `${fileSystemId} is a One Zone file system of ${oneZone}: use a regional one, or subnets of ${oneZone} alone`,
          ...(oneZone === undefined && {
            mend: lacking
              .slice(0, 3)
              .map(
                ({ subnetId }) =>
                  `aws efs create-mount-target --file-system-id ${fileSystemId} --subnet-id ${subnetId} --security-groups sg-…`,
              ),
          }),
        },
      ];
    }),
});

import { carriersOf } from '../carriers';
import { both, lets, type Reach, together } from '../reach';
import { at, rule, since, type Verdict } from '../rule';

/** NFS's port. */
const port = 2049;

/** The group that SageMaker gives to every app so that it reaches the home file system. */
export const outboundGroupName = (domainId: string) => `security-group-for-outbound-nfs-${domainId}`;
export const inboundGroupName = (domainId: string) => `security-group-for-inbound-nfs-${domainId}`;

export const fileSystemClosed = rule({
  code: 'file-system-closed',
  severity: 'error',
  since,
  title: 'A security group keeps apps from a file system',
  why: 'The file system is not mounted: the app fails to start, or starts without it and says so in a file only.',
  wrong: "the mount targets' group admits TCP 2049 from another group",
  right: `the mount targets' group admits TCP 2049 from ${outboundGroupName('d-…')}, or from the apps' group`,
  blind: 'network ACLs; the rights of a file system policy; user profiles, without --user-profiles',
  reads: ['domain', 'subnets', 'vpcSubnets', 'groups', 'prefixLists', 'profileGroups', 'fileSystems'],
  check({ domain, subnets, vpcSubnets, groups, prefixLists, profileGroups, fileSystems }) {
    const nfs = groups.filter(({ name }) => name === outboundGroupName(domain.domainId)).map(({ groupId }) => groupId);
    const appCidrs = subnets.flatMap(({ cidr }) => cidr ?? []);
    const zones = new Set(subnets.map(({ zoneId }) => zoneId));
    return fileSystems.flatMap(({ fileSystemId, mountTargets, of }) => {
      const near = mountTargets.flatMap((target) => {
        const subnet = vpcSubnets.find(({ subnetId }) => subnetId === target.subnetId);
        // Of a subnet of IPv6 alone, another finding tells.
        return subnet?.cidr !== undefined && zones.has(subnet.zoneId) ? [{ ...target, cidrs: [subnet.cidr] }] : [];
      });
      const theirUsers = profileGroups.filter(
        ({ efsFileSystemIds }) => of === 'home' || efsFileSystemIds.includes(fileSystemId),
      );
      return carriersOf(theirUsers).flatMap(({ who, groupIds: own }): Verdict[] => {
        const groupIds = [...own, ...nfs];
        const ours = groups.filter(({ groupId }) => groupIds.includes(groupId));
        if (ours.length === 0) return [];
        const reaches = near.map((target): { target: string; groupIds: string[]; reach: Reach } => {
          const theirs = groups.filter(({ groupId }) => target.groupIds.includes(groupId));
          const admitted = lets(together(theirs, 'admits'), port, { groupIds, cidrs: appCidrs }, prefixLists);
          const sent = lets(
            together(ours, 'sends'),
            port,
            { groupIds: target.groupIds, cidrs: target.cidrs },
            prefixLists,
          );
          return { target: target.mountTargetId, groupIds: target.groupIds, reach: both(admitted, sent) };
        });
        const closed = reaches.filter(({ reach }) => reach === 'no');
        if (closed.length === 0) {
          const gap = reaches.flatMap(({ reach }) => (typeof reach === 'string' ? [] : [reach]))[0];
          return gap ? [{ couldNotAssess: gap }] : [];
        }
        const doors = [...new Set(closed.flatMap((each) => each.groupIds))];
        return [
          {
            where: at('file system', fileSystemId),
            reason: `apps of ${who} (${groupIds.join(', ')}) cannot reach ${fileSystemId} on TCP ${port} by ${closed.map(({ target }) => target).join(', ')} (${doors.join(', ')})`,
            remedy: `admit TCP ${port} from ${nfs[0] ?? groupIds[0]} in ${doors.join(', ')}, and let the apps' groups send it`,
          },
        ];
      });
    });
  },
});

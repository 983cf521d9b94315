import type { Allowance } from '../live-network';
import { lets } from '../reach';
import { at, rule, since } from '../rule';
import { inboundGroupName, outboundGroupName } from './file-system-closed';

/** NFS, and Lustre. */
const ports = [2049, 988];

/** The two groups that SageMaker makes with a domain name each other on both ports. */
export const nfsGroupsChanged = rule({
  code: 'nfs-groups-changed',
  severity: 'warning',
  since,
  title: "SageMaker's own NFS groups were changed",
  why: 'SageMaker makes two groups with the domain, and counts on their rules to mount home folders and file systems.',
  wrong: `${inboundGroupName('d-…')} without TCP 988 from ${outboundGroupName('d-…')}`,
  right: 'both groups name each other on TCP 2049 and 988',
  reads: ['domain', 'groups'],
  check({ domain: { domainId }, groups }) {
    const named = (name: string) => groups.find((group) => group.name === name);
    const [inbound, outbound] = [named(inboundGroupName(domainId)), named(outboundGroupName(domainId))];
    if (!inbound && !outbound) return [{ doesNotApply: `SageMaker made no NFS groups for ${domainId}` }];
    if (!inbound || !outbound) {
      const gone = inbound ? outboundGroupName(domainId) : inboundGroupName(domainId);
      return [
        {
          where: at('domain', domainId),
          reason: `of the two groups that SageMaker made for ${domainId}, ${gone} does not exist any more`,
          remedy: `create ${gone} in the VPC, with rules on TCP ${ports.join(' and ')} that name the other group`,
        },
      ];
    }
    const lacks = (allowances: Allowance[], groupId: string) =>
      ports.filter((port) => lets(allowances, port, { groupIds: [groupId], cidrs: [] }, new Map()) !== 'yes');
    const sides = [
      {
        group: inbound,
        missing: lacks(inbound.admits, outbound.groupId),
        verb: 'admit',
        other: outbound,
        way: 'ingress',
      },
      { group: outbound, missing: lacks(outbound.sends, inbound.groupId), verb: 'send', other: inbound, way: 'egress' },
    ];
    return sides.flatMap(({ group, missing, verb, other, way }) =>
      missing.length === 0
        ? []
        : [
            {
              where: at('security group', group.groupId),
              reason: `${group.groupId} (${group.name}) does not ${verb} TCP ${missing.join(' and ')} ${verb === 'admit' ? 'from' : 'to'} ${other.groupId}`,
              remedy: 'put the rule back',
              mend: missing.map(
                (port) =>
                  `aws ec2 authorize-security-group-${way} --group-id ${group.groupId} --ip-permissions 'IpProtocol=tcp,FromPort=${port},ToPort=${port},UserIdGroupPairs=[{GroupId=${other.groupId}}]'`,
              ),
            },
          ],
    );
  },
});

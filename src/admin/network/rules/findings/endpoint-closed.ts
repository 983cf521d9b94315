import { needsOf, serviceName } from '../endpoint-needs';
import { both, lets, together } from '../reach';
import { at, rule, since, type Verdict } from '../rule';

/** Whether security groups let apps reach the endpoints that they use, on TCP 443. */
export const endpointClosed = rule({
  code: 'endpoint-closed',
  severity: 'error',
  since,
  title: 'A security group keeps apps from an endpoint',
  why: 'Requests to the endpoint are not answered, and apps wait until they give up.',
  wrong: "the endpoint's group admits TCP 443 from another group",
  right: "the endpoint's group admits TCP 443 from the apps' group, and that sends TCP 443",
  blind: 'network ACLs',
  reads: ['vpcOnly', 'subnets', 'vpcSubnets', 'endpoints', 'groups', 'prefixLists', 'profileGroups', 'uses'],
  check({ vpcOnly: domain, subnets, vpcSubnets, endpoints, groups, prefixLists, profileGroups, uses }) {
    const services = new Set(needsOf(uses).map((need) => serviceName(need, domain.region)));
    const appCidrs = subnets.flatMap(({ cidr }) => cidr ?? []);
    const used = endpoints.filter(
      ({ service, type, state }) => services.has(service) && type === 'Interface' && state === 'available',
    );
    return used.flatMap((endpoint) => {
      const { vpcEndpointId: id, service, subnetIds } = endpoint;
      const theirs = groups.filter(({ groupId }) => endpoint.groupIds.includes(groupId));
      const cidrs = vpcSubnets.flatMap(({ subnetId, cidr }) => (subnetIds.includes(subnetId) && cidr ? [cidr] : []));
      return profileGroups.flatMap(({ who, groupIds }): Verdict[] => {
        const ours = groups.filter(({ groupId }) => groupIds.includes(groupId));
        if (ours.length === 0) return [];
        const admitted = lets(together(theirs, 'admits'), 443, { groupIds, cidrs: appCidrs }, prefixLists);
        const sent = lets(together(ours, 'sends'), 443, { groupIds: endpoint.groupIds, cidrs }, prefixLists);
        const reach = both(admitted, sent);
        if (reach === 'yes') return [];
        if (reach !== 'no') return [{ couldNotAssess: reach }];
        const [closed, side] =
          admitted === 'no'
            ? ([endpoint.groupIds, `does not admit TCP 443 from ${groupIds.join(', ')}`] as const)
            : ([groupIds, `does not send TCP 443 to ${endpoint.groupIds.join(', ')}`] as const);
        return [
          {
            where: at('endpoint', id),
            reason: `apps of ${who} cannot reach ${id} (${service}): ${closed.join(', ')} ${side}`,
            remedy: `allow it in ${closed.join(' or ')}`,
            mend:
              admitted === 'no'
                ? [
                    `aws ec2 authorize-security-group-ingress --group-id ${closed[0]} --protocol tcp --port 443 --source-group ${groupIds[0]}`,
                  ]
                : [],
          },
        ];
      });
    });
  },
});

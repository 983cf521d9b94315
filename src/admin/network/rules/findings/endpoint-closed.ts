import { type Carriers, carriersOf } from '../carriers';
import { needsOf, serves } from '../endpoint-needs';
import type { Allowance, Endpoint } from '../live-network';
import { both, lets, type PrefixLists, type Reach, together, unreadList } from '../reach';
import { at, rule, since, type Verdict } from '../rule';

const text = {
  code: 'endpoint-closed',
  severity: 'error',
  since,
  title: 'A security group keeps apps from an endpoint',
  why: 'Requests to the endpoint are not answered, and apps wait until they give up.',
  wrong: "the endpoint's group admits TCP 443 from another group",
  right: "the endpoint's group admits TCP 443 from the apps' group, and that sends TCP 443",
  blind: 'network ACLs; user profiles, without --user-profiles; groups of other VPCs',
} as const;

/** Whether security groups let apps reach the endpoints that they use, on TCP 443. */
export const endpointClosed = rule({
  ...text,
  reads: ['vpcOnly', 'subnets', 'vpcSubnets', 'endpoints', 'groups', 'prefixLists', 'profileGroups', 'uses'],
  check({ vpcOnly: domain, subnets, vpcSubnets, endpoints, groups, prefixLists, profileGroups, uses }) {
    const needs = needsOf(uses);
    const appCidrs = subnets.flatMap(({ cidr }) => cidr ?? []);
    const used = endpoints.filter(
      ({ service, type, state }) =>
        needs.some((need) => serves(service, need, domain.region)) && type === 'Interface' && state === 'available',
    );
    return used.flatMap((endpoint) => {
      const { subnetIds } = endpoint;
      const theirs = groups.filter(({ groupId }) => endpoint.groupIds.includes(groupId));
      const cidrs = vpcSubnets.flatMap(({ subnetId, cidr }) => (subnetIds.includes(subnetId) && cidr ? [cidr] : []));
      return carriersOf(profileGroups).flatMap((carriers): Verdict[] => {
        const { groupIds } = carriers;
        const ours = groups.filter(({ groupId }) => groupIds.includes(groupId));
        if (ours.length === 0) return [];
        const admitted = lets(together(theirs, 'admits'), 443, { groupIds, cidrs: appCidrs }, prefixLists);
        const sent = lets(together(ours, 'sends'), 443, { groupIds: endpoint.groupIds, cidrs }, prefixLists);
        const reach = both(admitted, sent);
        if (reach === 'yes') return [];
        if (reach !== 'no') return [{ couldNotAssess: reach }];
        return [admitted === 'no' ? notAdmitted(endpoint, carriers) : notSent(endpoint, carriers)];
      });
    });
  },
});

/** A gateway has no group: its service's addresses are a prefix list, to which the apps' groups must send. */
export const gatewayEndpointClosed = rule({
  ...text,
  reads: ['vpcOnly', 'endpoints', 'routeTables', 'groups', 'prefixLists', 'profileGroups', 'uses'],
  check({ vpcOnly: domain, endpoints, routeTables, groups, prefixLists, profileGroups, uses }) {
    const needs = needsOf(uses);
    const used = endpoints.filter(
      ({ service, type, state }) =>
        needs.some((need) => serves(service, need, domain.region)) && type === 'Gateway' && state === 'available',
    );
    return used.flatMap((endpoint) => {
      const routes = routeTables.flatMap((table) => table.routes);
      const list = routes.find(({ target }) => target === endpoint.vpcEndpointId)?.destination;
      // Without a route, another finding tells that it is not reached.
      if (list === undefined) return [];
      return carriersOf(profileGroups).flatMap((carriers): Verdict[] => {
        const ours = groups.filter(({ groupId }) => carriers.groupIds.includes(groupId));
        if (ours.length === 0) return [];
        const reach = sendsToList(together(ours, 'sends'), list, prefixLists);
        if (reach === 'yes') return [];
        return reach === 'no' ? [notSent(endpoint, carriers, list)] : [{ couldNotAssess: reach }];
      });
    });
  },
});

/** Whether all of a prefix list is sent to: by its id, or everywhere, before its ranges must be known. */
function sendsToList(sends: Allowance[], id: string, lists: PrefixLists): Reach {
  const everywhere = ['0.0.0.0/0'];
  const byId = sends.map((one) => ({
    ...one,
    cidrs: one.prefixListIds.includes(id) ? everywhere : one.cidrs,
    prefixListIds: [],
  }));
  if (lets(byId, 443, { groupIds: [], cidrs: everywhere }, lists) === 'yes') return 'yes';
  const ranges = lists.get(id);
  return Array.isArray(ranges) ? lets(sends, 443, { groupIds: [], cidrs: ranges }, lists) : (ranges ?? unreadList(id));
}

const notAdmitted = ({ vpcEndpointId: id, service, groupIds }: Endpoint, { who, groupIds: theirs }: Carriers) => ({
  where: at('endpoint', id),
  reason: `apps of ${who} cannot reach ${id} (${service}): ${groupIds.join(', ')} does not admit TCP 443 from ${theirs.join(', ')}`,
  remedy: `allow it in ${groupIds.join(' or ')}`,
  mend: [
    `aws ec2 authorize-security-group-ingress --group-id ${groupIds[0]} --protocol tcp --port 443 --source-group ${theirs[0]}`,
  ],
});

function notSent(
  { vpcEndpointId: id, service, groupIds }: Endpoint,
  { who, groupIds: theirs }: Carriers,
  list?: string,
) {
  const to =
    list === undefined ? `UserIdGroupPairs=[{GroupId=${groupIds[0]}}]` : `PrefixListIds=[{PrefixListId=${list}}]`;
  return {
    where: at('endpoint', id),
    reason: `apps of ${who} cannot reach ${id} (${service}): ${theirs.join(', ')} does not send TCP 443 to ${list ?? groupIds.join(', ')}`,
    remedy: `allow it in ${theirs.join(' or ')}`,
    mend: [
      `aws ec2 authorize-security-group-egress --group-id ${theirs[0]} --ip-permissions 'IpProtocol=tcp,FromPort=443,ToPort=443,${to}'`,
    ],
  };
}

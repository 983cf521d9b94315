import { someOf } from '../../../../studio/some-of';
import { carriersOf } from '../carriers';
import { letsOut, type PrefixLists, together } from '../reach';
import { at, rule, since, type Verdict } from '../rule';
import { followedBy, wayOut, waysToInternet } from '../way-out';

/** Subnets of a table, in a sentence. */
export const mostNamed = 6;

/** A subnet whose route table is not to be seen, e.g. one that is shared by another account. */
export const unseenTable = (subnetId: string) => ({
  couldNotAssess: {
    what: `routes of ${subnetId}`,
    why: 'its route table is not among those that this account sees',
    remedy: 'run this with credentials of the account that owns the VPC',
  },
});

export const elsewhere = (subnetId: string, target: string) => ({
  couldNotAssess: {
    what: `the way of ${subnetId} to the internet`,
    why: `its default route leads to ${target}, in another network`,
    remedy: `look at the routes behind ${target}`,
  },
});

export const routeToInternetGateway = rule({
  code: 'route-to-internet-gateway',
  severity: 'error',
  since,
  title: 'A subnet of the domain is a public one',
  why: 'Apps have no public addresses, so an internet gateway answers them nothing; Studio takes private subnets alone (AWS documentation).',
  wrong: '0.0.0.0/0 to igw-…',
  right: '0.0.0.0/0 to nat-…, or no default route',
  reads: ['vpcOnly', 'subnets', 'routeTables', 'natGateways'],
  check({ subnets, routeTables, natGateways }): Verdict[] {
    const { followed, unseen } = followedBy(subnets, routeTables);
    const found = followed.flatMap(({ table, subnetIds }) =>
      waysToInternet(table, natGateways).flatMap(({ destination, way }) =>
        way.kind === 'internet-gateway'
          ? [
              {
                where: at('route table', table.routeTableId),
                reason: `${table.routeTableId} of ${someOf(subnetIds, mostNamed)} routes ${destination} to ${way.target}, an internet gateway`,
                remedy: 'route it to a NAT gateway in a public subnet, or take the route away',
              },
            ]
          : [],
      ),
    );
    return [...found, ...unseen.map(unseenTable)];
  },
});

const internetMissingText = {
  code: 'internet-missing',
  severity: 'error',
  since,
  title: 'Apps have no way to the internet',
  why: 'It was said that they have one (--internet expected): package indexes, Git servers and the like are not reached.',
  wrong: 'no default route, or one to a NAT gateway that is gone',
  right: "0.0.0.0/0 to a public NAT gateway, and the apps' security groups send TCP 443 there",
  blind: 'network ACLs and firewalls',
} as const;

export const internetMissing = rule({
  ...internetMissingText,
  reads: ['vpcOnly', 'internetExpected', 'subnets', 'routeTables', 'natGateways'],
  check({ subnets, routeTables, natGateways }): Verdict[] {
    const { followed, unseen } = followedBy(subnets, routeTables);
    const found = followed.flatMap(({ table, subnetIds }): Verdict[] => {
      const way = wayOut(table, natGateways, 'IPv4');
      // What leads to an internet gateway is found as that.
      if (way.kind === 'nat' || way.kind === 'internet-gateway') return [];
      if (way.kind === 'elsewhere') return subnetIds.map((id) => elsewhere(id, way.target));
      const why = way.kind === 'none' ? 'has no default route' : `leads to ${way.target}: ${way.why}`;
      return [
        {
          where: at('route table', table.routeTableId),
          reason: `${table.routeTableId} of ${someOf(subnetIds, mostNamed)} ${why}`,
          remedy: 'add a route of 0.0.0.0/0 to a public NAT gateway that is available',
        },
      ];
    });
    return [...found, ...unseen.map(unseenTable)];
  },
});

/** A group that sends to some public addresses alone is taken for what is wanted. */
export const internetMissingByGroup = rule({
  ...internetMissingText,
  reads: ['vpcOnly', 'internetExpected', 'routeTables', 'groups', 'prefixLists', 'profileGroups'],
  check({ routeTables, groups, prefixLists, profileGroups }) {
    // The addresses of a service that a gateway endpoint stands for are public ones, and no way to the internet.
    const ofEndpoints = routeTables.flatMap(({ routes }) =>
      routes.flatMap(({ destination, target }) => (target.startsWith('vpce-') ? destination : [])),
    );
    const lists: PrefixLists = new Map([...prefixLists, ...ofEndpoints.map((id): [string, string[]] => [id, []])]);
    return carriersOf(profileGroups).flatMap(({ who, groupIds }): Verdict[] => {
      const ours = groups.filter(({ groupId }) => groupIds.includes(groupId));
      if (ours.length === 0) return [];
      const reach = letsOut(together(ours, 'sends'), 443, lists);
      if (reach === 'yes') return [];
      if (reach !== 'no') return [{ couldNotAssess: reach }];
      return [
        {
          where: at('security group', groupIds.join(', ')),
          reason: `apps of ${who} cannot reach the internet: ${groupIds.join(', ')} does not send TCP 443 to public addresses`,
          remedy: `let ${groupIds.join(' or ')} send TCP 443 to 0.0.0.0/0, or to the addresses that are wanted`,
        },
      ];
    });
  },
});

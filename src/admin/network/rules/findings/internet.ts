import type { NatGateway, RouteTable } from '../live-network';
import { at, rule, since, type Verdict } from '../rule';
import { tableOf, wayOut, type WayOut } from '../way-out';

/** A subnet whose route table is not to be seen, e.g. one that is shared by another account. */
const unseen = (subnetId: string) => ({
  couldNotAssess: {
    what: `routes of ${subnetId}`,
    why: 'its route table is not among those that this account sees',
    remedy: 'run this with credentials of the account that owns the VPC',
  },
});

const elsewhere = (subnetId: string, target: string) => ({
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
  check: ({ subnets, routeTables, natGateways }) =>
    subnets.flatMap(({ subnetId }): Verdict[] => {
      const table = tableOf(routeTables, subnetId);
      if (!table) return [unseen(subnetId)];
      const way = waysOf(table, natGateways).find(({ kind }) => kind === 'internet-gateway');
      if (way?.kind !== 'internet-gateway') return [];
      return [
        {
          where: at('subnet', subnetId),
          reason: `the default route of ${subnetId} (${table.routeTableId}) leads to ${way.target}`,
          remedy: 'route it to a NAT gateway in a public subnet, or take the route away',
        },
      ];
    }),
});

export const internetMissing = rule({
  code: 'internet-missing',
  severity: 'error',
  since,
  title: 'Apps have no way to the internet',
  why: 'It was said that they have one (--internet expected): package indexes, Git servers and the like are not reached.',
  wrong: 'no default route, or one to a NAT gateway that is gone',
  right: '0.0.0.0/0 to a public NAT gateway',
  reads: ['vpcOnly', 'internetExpected', 'subnets', 'routeTables', 'natGateways'],
  check: ({ subnets, routeTables, natGateways }) =>
    subnets.flatMap(({ subnetId }): Verdict[] => {
      const table = tableOf(routeTables, subnetId);
      if (!table) return [unseen(subnetId)];
      const way = wayOut(table, natGateways, 'IPv4');
      // What leads to an internet gateway is found as that.
      if (way.kind === 'nat' || way.kind === 'internet-gateway') return [];
      if (way.kind === 'elsewhere') return [elsewhere(subnetId, way.target)];
      const why = way.kind === 'none' ? 'has no default route' : `leads to ${way.target}: ${way.why}`;
      return [
        {
          where: at('subnet', subnetId),
          reason: `${table.routeTableId} of ${subnetId} ${why}`,
          remedy: 'add a route of 0.0.0.0/0 to a public NAT gateway that is available',
        },
      ];
    }),
});

export const internetOpen = rule({
  code: 'internet-open',
  severity: 'error',
  since,
  title: 'Apps have a way to the internet',
  why: 'It was said that they have none (--internet forbidden): data can leave by it.',
  wrong: '0.0.0.0/0 to nat-…',
  right: 'no default route',
  blind: 'ways through other networks, proxies and resolvers',
  reads: ['vpcOnly', 'internetForbidden', 'subnets', 'routeTables', 'natGateways'],
  check: ({ subnets, routeTables, natGateways }) =>
    subnets.flatMap(({ subnetId }): Verdict[] => {
      const table = tableOf(routeTables, subnetId);
      if (!table) return [unseen(subnetId)];
      return waysOf(table, natGateways).flatMap((way): Verdict[] => {
        if (way.kind === 'elsewhere') return [elsewhere(subnetId, way.target)];
        if (way.kind !== 'nat') return [];
        return [
          {
            where: at('subnet', subnetId),
            reason: `${table.routeTableId} of ${subnetId} leads to ${way.target}`,
            remedy: `take the default route out of ${table.routeTableId}`,
          },
        ];
      });
    }),
});

const waysOf = (table: RouteTable, gateways: NatGateway[]): WayOut[] =>
  (['IPv4', 'IPv6'] as const).map((family) => wayOut(table, gateways, family));

import type { NatGateway, Route, RouteTable, Subnet } from './live-network';
import { hold, privateRanges } from './ranges';

/** Where a subnet's traffic to the internet goes. */
export type WayOut =
  | { kind: 'none' }
  | { kind: 'nat'; target: string; publicIps: string[] }
  /** A route that leads nowhere: a gateway that is gone, not ready, or private. */
  | { kind: 'dead'; target: string; why: string }
  | { kind: 'internet-gateway'; target: string }
  /** To another network, which may have a way out or not. */
  | { kind: 'elsewhere'; target: string };

/** The table that a subnet follows: its own, else the main one. */
export const tableOf = (tables: RouteTable[], subnetId: string): RouteTable | undefined =>
  tables.find(({ subnetIds }) => subnetIds.includes(subnetId)) ?? tables.find(({ main }) => main);

const everything = { IPv4: '0.0.0.0/0', IPv6: '::/0' } as const;
type Family = keyof typeof everything;

/** Each table that some of the subnets follow, with those; and the subnets whose table is not to be seen. */
export function followedBy(subnets: readonly Subnet[], tables: RouteTable[]) {
  const followed = new Map<RouteTable, string[]>();
  const unseen: string[] = [];
  for (const { subnetId } of subnets) {
    const table = tableOf(tables, subnetId);
    if (table) followed.set(table, [...(followed.get(table) ?? []), subnetId]);
    else unseen.push(subnetId);
  }
  return { followed: [...followed].map(([table, subnetIds]) => ({ table, subnetIds })), unseen };
}

/** The way out of a subnet for everything of a family of addresses; routes of one target may be that together. */
export function wayOut({ routes }: RouteTable, gateways: NatGateway[], family: Family): WayOut {
  const all = everything[family];
  const route =
    routes.find(({ destination }) => destination === all) ??
    routes.find(({ target }) => hold(rangesTo(target, routes, family), [all]));
  return route ? wayOf(route, gateways) : { kind: 'none' };
}

const rangesTo = (to: string, routes: Route[], family: Family): string[] =>
  routes.flatMap(({ target, destination }) =>
    target === to && destination.includes('/') && destination.includes(':') === (family === 'IPv6')
      ? [destination]
      : [],
  );

/** Routes that lead to the internet, or to some of it: one that is narrower than the default is a way all the same. */
export function waysToInternet({ routes }: RouteTable, gateways: NatGateway[]): { destination: string; way: WayOut }[] {
  return routes.flatMap((route) => {
    const way = wayOf(route, gateways);
    const leads = way.kind === 'nat' || way.kind === 'internet-gateway';
    return leads && !hold(privateRanges, [route.destination]) ? [{ destination: route.destination, way }] : [];
  });
}

function wayOf({ target, state }: Route, gateways: NatGateway[]): WayOut {
  if (state !== 'active') return { kind: 'dead', target, why: `the route is ${state}` };
  if (target.startsWith('igw-')) return { kind: 'internet-gateway', target };
  if (target.startsWith('eigw-')) return { kind: 'nat', target, publicIps: [] };
  if (!target.startsWith('nat-')) return { kind: 'elsewhere', target };
  const gateway = gateways.find(({ natGatewayId }) => natGatewayId === target);
  if (!gateway) return { kind: 'dead', target, why: 'there is no such NAT gateway' };
  if (gateway.state !== 'available') return { kind: 'dead', target, why: `the NAT gateway is ${gateway.state}` };
  if (gateway.connectivity !== 'public') return { kind: 'dead', target, why: 'the NAT gateway is a private one' };
  return { kind: 'nat', target, publicIps: gateway.publicIps };
}

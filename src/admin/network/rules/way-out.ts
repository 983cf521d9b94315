import type { NatGateway, Route, RouteTable } from './live-network';

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

/** The way out of a subnet for everything of a family of addresses. */
export function wayOut({ routes }: RouteTable, gateways: NatGateway[], family: 'IPv4' | 'IPv6'): WayOut {
  const route = routes.find(({ destination }) => destination === (family === 'IPv4' ? '0.0.0.0/0' : '::/0'));
  return route ? wayOf(route, gateways) : { kind: 'none' };
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

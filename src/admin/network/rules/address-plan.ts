import type { Demand } from './demand';
import { type PerUnit, perUnit, reservedBySubnet } from './per-unit';
import { largestPrefix, prefixFor, sizeOf } from './prefix';

/** A kind of thing that takes addresses. */
export interface Taker {
  who: string;
  /** How many there are now, in all. */
  count: number;
  each: PerUnit;
  /** Addresses in all subnets together: now, and after growth. */
  now: number;
  then: number;
}

/** What one subnet needs, after growth. */
export interface SubnetNeed {
  mountTargets: number;
  endpoints: number;
  /** Its share of apps and jobs. */
  running: number;
  /** What AWS keeps for itself. */
  reserved: number;
  /** All of these. */
  addresses: number;
}

/** How many addresses a demand takes, and how large its subnets must be. */
export interface AddressPlan {
  /** For everyone together, whoever runs what. */
  shared: Taker[];
  /** What people run. */
  running: Taker[];
  now: number;
  then: number;
  subnets: number;
  subnet: SubnetNeed;
  /** The smallest that holds a subnet's need, and what stays free in it. */
  fit: { kind: 'fits'; prefix: number; size: number; left: number } | { kind: 'too-large'; subnetsNeeded: number };
}

export type Studio = 'today' | 'classic';

/** The plan of a demand, for today's Studio or for Studio Classic. */
export function addressPlan(demand: Demand, studio: Studio): AddressPlan {
  const { zones, endpoints, fileSystems } = demand;
  const fixed = (who: string, count: number, each: PerUnit) => taker(who, count, each, 0);
  const shared = [
    fixed('EFS mount targets', zones * fileSystems, perUnit.mountTarget),
    fixed('interface endpoints', zones * endpoints, perUnit.endpoint),
  ];
  const running = runningIn(demand, studio).map(([who, count, each]) => taker(who, count, each, demand.growth));
  const total = (takers: Taker[], when: 'now' | 'then') => takers.reduce((sum, each) => sum + each[when], 0);
  const atOnce = total(running, 'then');
  return {
    shared,
    running,
    now: total(shared, 'now') + total(running, 'now'),
    then: total(shared, 'then') + atOnce,
    subnets: zones,
    subnet: needOf(demand, atOnce, zones),
    fit: fitOf(demand, atOnce),
  };
}

function runningIn(demand: Demand, studio: Studio): [who: string, count: number, each: PerUnit][] {
  const { apps, classic, trainingInstances, processingInstances, network } = demand;
  const training = network === 'efa' ? perUnit.jobWithEfa : perUnit.job;
  return [
    ...(studio === 'today'
      ? ([['running apps', apps, perUnit.app]] satisfies [string, number, PerUnit][])
      : ([
          ['JupyterServer apps', classic.servers, perUnit.classicServer],
          ['instances of kernels', classic.kernelInstances, perUnit.classicKernels],
        ] satisfies [string, number, PerUnit][])),
    ['instances of training jobs', trainingInstances, training],
    ['instances of processing jobs', processingInstances, perUnit.job],
  ];
}

/** Whole things grow to whole things: counted in hundredths, since 100 × 1.1 is a little more than 110. */
function taker(who: string, count: number, each: PerUnit, growth: number): Taker {
  const grown = Math.ceil((count * (100 + growth)) / 100);
  return { who, count, each, now: count * each.addresses, then: grown * each.addresses };
}

function needOf({ endpoints, fileSystems }: Demand, atOnce: number, subnets: number): SubnetNeed {
  const mountTargets = fileSystems * perUnit.mountTarget.addresses;
  const taken = endpoints * perUnit.endpoint.addresses;
  const running = Math.ceil(atOnce / subnets);
  const addresses = mountTargets + taken + running + reservedBySubnet;
  return { mountTargets, endpoints: taken, running, reserved: reservedBySubnet, addresses };
}

function fitOf(demand: Demand, atOnce: number): AddressPlan['fit'] {
  const { addresses } = needOf(demand, atOnce, demand.zones);
  const prefix = prefixFor(addresses);
  if (prefix !== undefined) {
    const size = sizeOf(prefix);
    return { kind: 'fits', prefix, size, left: size - addresses };
  }
  // Further subnets of the same zones hold neither mount targets nor, for certain, endpoints; counted as if they did.
  const room = sizeOf(largestPrefix) - needOf(demand, 0, 1).addresses;
  return { kind: 'too-large', subnetsNeeded: Math.ceil(atOnce / room) };
}

import { describeSubnetsById } from '../../aws/subnet';
import { connectEc2 } from '../../aws/ec2';
import { brief } from '../../aws/patience';
import { type Fact } from '../findings/fact';
import { factOf } from './read-fact';
import { perUnit } from './rules/per-unit';

/** People who take their addresses from some subnets, with one app each, as `network check` counts. */
interface Crowd {
  domain: string;
  subnetIds: string[];
  people: number;
  running: number;
  grows: boolean;
}

/** A domain that grows, and has too little room for it. */
export interface Short {
  domain: string;
  subnetIds: string[];
  people: number;
  running: number;
  free: number;
  /** How many addresses are lacking. */
  lacking: number;
}

/** Addresses that are free now, by subnet. Only what grows is asked for; nothing where nothing does. */
export async function freeAddresses(region: string, crowds: readonly Crowd[]): Promise<Fact<Map<string, number>>> {
  const ids = [...new Set(crowds.flatMap(({ grows, subnetIds }) => (grows ? subnetIds : [])))].sort();
  if (ids.length === 0) return { known: new Map() };
  // It is told beside a plan, which does not wait for it.
  const ec2 = connectEc2(region, brief(1));
  try {
    return await factOf(`free addresses of ${ids.join(', ')}`, async () => {
      const subnets = await describeSubnetsById(ec2, ids);
      return new Map(subnets.map(({ subnetId, free }) => [subnetId, free]));
    });
  } finally {
    ec2.close();
  }
}

/**
 * The growing domains whose subnets have fewer free addresses than everybody takes who is in them once it is done: all
 * domains of the file that share a subnet count. Pure.
 */
export function shortOfRoom(crowds: readonly Crowd[], free: ReadonlyMap<string, number>): Short[] {
  return crowds.flatMap((crowd): Short[] => {
    const { subnetIds, domain, people, running } = crowd;
    // Of a subnet that is not there nothing is known; that is found when the domain is made.
    if (!crowd.grows || subnetIds.length === 0 || subnetIds.some((id) => !free.has(id))) return [];
    const room = subnetIds.reduce((sum, id) => sum + (free.get(id) ?? 0), 0);
    const near = crowds.filter((other) => other.subnetIds.some((id) => subnetIds.includes(id)));
    const needed = near.reduce((sum, one) => sum + Math.max(0, one.people - one.running) * perUnit.app.addresses, 0);
    return needed > room ? [{ domain, subnetIds, people, running, free: room, lacking: needed - room }] : [];
  });
}

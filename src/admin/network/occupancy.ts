import type { Ec2 } from '../../aws/ec2';
import { describeNetworkInterfaces } from '../../aws/network-interface';
import { type Fact, type Gap } from '../findings/fact';
import { factOf } from './read-fact';
import type { Subnet } from './rules/live-network';
import { reservedBySubnet } from './rules/per-unit';
import { sizeOf } from './rules/prefix';

/** Who takes the addresses of a domain's subnets now. */
export interface Occupancy {
  subnets: {
    subnetId: string;
    zoneId: string;
    cidr?: string;
    /** All but those that AWS keeps. */
    usable: number;
    free: number;
    /** Addresses by kind of network interface, in EC2's words: `vpc_endpoint`, `efs`, `interface`. */
    takenBy: Record<string, number>;
  }[];
  /** Why it is not known who takes them. */
  gap?: Gap;
}

/** DescribeNetworkInterfaces of the subnets, summed. A subnet that cannot be seen has no line. */
export async function occupancyOf(ec2: Ec2, fact: Fact<Subnet[]>): Promise<Occupancy> {
  const subnets = 'known' in fact ? fact.known : [];
  if (subnets.length === 0) return { subnets: [] };
  const interfaces = await factOf('network interfaces of the subnets', () =>
    describeNetworkInterfaces(
      ec2,
      subnets.map(({ subnetId }) => subnetId),
    ),
  );
  return {
    subnets: subnets.map(({ subnetId, zoneId, cidr, free }) => {
      const takenBy: Record<string, number> = {};
      for (const each of 'known' in interfaces ? interfaces.known : []) {
        if (each.subnetId === subnetId) takenBy[each.kind] = (takenBy[each.kind] ?? 0) + each.addresses;
      }
      const usable = cidr === undefined ? 0 : sizeOf(Number(cidr.split('/')[1])) - reservedBySubnet;
      return { subnetId, zoneId, ...(cidr !== undefined && { cidr }), usable, free, takenBy };
    }),
    ...('gap' in interfaces && { gap: interfaces.gap }),
  };
}

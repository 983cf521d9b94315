import { containsCidr, mergeCidr, overlapCidr } from 'cidr-tools';

/** Whether ranges together hold all of others; IPv4 and IPv6 never hold each other. */
export const hold = (ranges: string[], others: string[]): boolean =>
  others.length > 0 && ranges.length > 0 && containsCidr(mergeCidr(ranges), others);

/** Whether some range of the ones has an address of some of the others. */
export const meet = (ranges: string[], others: string[]): boolean =>
  ranges.length > 0 && others.length > 0 && overlapCidr(ranges, others);

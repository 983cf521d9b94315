import { containsCidr, excludeCidr, mergeCidr, overlapCidr, parseCidr } from 'cidr-tools';
import { sizeOf } from './prefix';

/** Whether ranges together hold all of others; IPv4 and IPv6 never hold each other. */
export const hold = (ranges: string[], others: string[]): boolean =>
  others.length > 0 && ranges.length > 0 && containsCidr(mergeCidr(ranges), others);

/** Whether some range of the ones has an address of some of the others. */
export const meet = (ranges: string[], others: string[]): boolean =>
  ranges.length > 0 && others.length > 0 && overlapCidr(ranges, others);

/** Private and shared addresses (RFC 1918, 6598, 4193), which no gateway passes on to the internet. */
export const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'];

/** The first so many ranges of a size that are free in others; undefined where there are not so many. IPv4. */
export function freeRanges(ranges: string[], taken: string[], prefix: number, count: number): string[] | undefined {
  const size = BigInt(sizeOf(prefix));
  const free = (taken.length > 0 ? excludeCidr(ranges, taken) : mergeCidr(ranges)).map(parseCidr);
  const found: string[] = [];
  for (const { start, end } of free.sort((a, b) => (a.start < b.start ? -1 : 1))) {
    // A range begins at a multiple of its size, wherever the free part begins.
    for (let at = ((start + size - 1n) / size) * size; at + size - 1n <= end; at += size) {
      if (found.length === count) return found;
      found.push(`${ipv4(at)}/${prefix}`);
    }
  }
  return found.length === count ? found : undefined;
}

const ipv4 = (value: bigint) => [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');

/** An IPv4 range as it is written properly, `10.0.0.0/16`; undefined for anything else. */
export function ipv4Range(text: string): string | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/.test(text)) return undefined;
  const [address = '', prefix = ''] = text.split('/');
  if (Number(prefix) > 32 || address.split('.').some((part) => Number(part) > 255)) return undefined;
  return ipv4(parseCidr(text).start) === address ? text : undefined;
}

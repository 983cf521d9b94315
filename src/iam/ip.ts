/** Addresses that begin with the same bits. */
export interface Range {
  readonly groups: readonly number[];
  /** Bits in a group: 8 of IPv4, 16 of IPv6. */
  readonly size: 8 | 16;
  readonly prefix: number;
  /** Whether another range lies in this one. An address of the other family never does. */
  contains(other: Range): boolean;
}

/** Reads `203.0.113.0/24`, `2001:db8::/32`, or an address alone, which is a range of one. Undefined for what is none. */
export function rangeOf(text: string, { prefix: allowed }: { prefix: 'none' | 'optional' }): Range | undefined {
  const [address = '', stated, ...more] = text.split('/');
  if (more.length > 0 || (stated !== undefined && (allowed === 'none' || !/^\d{1,3}$/.test(stated)))) return undefined;
  const size = address.includes(':') ? 16 : 8;
  const groups = size === 16 ? groupsOfV6(address) : groupsOfV4(address);
  const bits = size === 16 ? 128 : 32;
  const prefix = stated === undefined ? bits : Number(stated);
  if (groups === undefined || prefix > bits) return undefined;
  const contains = (other: Range) =>
    other.size === size && other.prefix >= prefix && sameBits(groups, other.groups, size, prefix);
  return { groups, size, prefix, contains };
}

function sameBits(one: readonly number[], other: readonly number[], size: number, prefix: number): boolean {
  for (let group = 0, bits = prefix; bits > 0; group++, bits -= size) {
    const ignored = Math.max(0, size - bits);
    if ((one[group] ?? 0) >> ignored !== (other[group] ?? 0) >> ignored) return false;
  }
  return true;
}

function groupsOfV4(address: string): number[] | undefined {
  const groups = address.split('.');
  const good = groups.length === 4 && groups.every((group) => /^(0|[1-9]\d{0,2})$/.test(group) && Number(group) < 256);
  return good ? groups.map(Number) : undefined;
}

function groupsOfV6(address: string): number[] | undefined {
  const [before = '', after, ...more] = address.split('::');
  if (more.length > 0) return undefined;
  const left = half(before);
  const right = half(after ?? '');
  if (!left || !right) return undefined;
  const missing = 8 - left.length - right.length;
  if (after === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...left, ...Array.from({ length: missing }, () => 0), ...right];
}

/** One side of the `::`; the last two groups may be written as an IPv4 address. */
function half(text: string): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const words = text.split(':');
  for (const [at, word] of words.entries()) {
    const embedded = at === words.length - 1 && word.includes('.') ? groupsOfV4(word) : undefined;
    if (embedded) {
      const [a = 0, b = 0, c = 0, d = 0] = embedded;
      groups.push(a * 256 + b, c * 256 + d);
    } else if (/^[0-9a-f]{1,4}$/i.test(word)) groups.push(parseInt(word, 16));
    else return undefined;
  }
  return groups;
}

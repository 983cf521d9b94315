/** AWS takes subnets and VPC ranges from /16 to /28 (VPC user guide). */
export const largestPrefix = 16;
const smallestPrefix = 28;

/** How many addresses a prefix has. */
export const sizeOf = (prefix: number): number => 2 ** (32 - prefix);

/** The smallest range that AWS allows with at least so many addresses; undefined where none has so many. */
export function prefixFor(addresses: number): number | undefined {
  for (let prefix = smallestPrefix; prefix >= largestPrefix; prefix -= 1) {
    if (sizeOf(prefix) >= addresses) return prefix;
  }
  return undefined;
}

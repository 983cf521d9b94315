/**
 * The unique ids that IAM gives users and roles [IAM user guide, unique identifiers]: made from their names, as there is
 * no IAM here that would give them.
 */
export const userIdOf = (resource: string) => `AIDA${idOf(resource)}`;
export const roleIdOf = (name: string) => `AROA${idOf(name)}`;

/** Seventeen capital letters or digits, always the same for a name. */
function idOf(name: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(name)) hash = BigInt.asUintN(85, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(36).toUpperCase().padStart(17, '0').slice(-17);
}

import type { Subnet } from './live-network';

/** The first of the subnets in each zone, by id: endpoints and file systems take one of a zone. */
export const onePerZone = (subnets: readonly Subnet[]): string[] => {
  const byZone = new Map<string, string>();
  for (const { zoneId, subnetId } of subnets) if (!byZone.has(zoneId)) byZone.set(zoneId, subnetId);
  return [...byZone.values()];
};

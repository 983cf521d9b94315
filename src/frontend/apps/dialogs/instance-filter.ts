import type { SpaceOptions } from '../../../protocol/launch';

type Offered = SpaceOptions['instanceTypes'][number];

/** What an instance type must have. */
export interface InstanceFilter {
  gpu: 'any' | 'with' | 'without';
  /** GiB at least; 0 is any. */
  memoryGiB: number;
}

export const anyInstance: InstanceFilter = { gpu: 'any', memoryGiB: 0 };

/** What memory can be asked for. */
export const memorySteps: readonly number[] = [8, 16, 32, 64, 128, 256];

/** The types that have it, the cheapest first as they are offered; of what is not known nothing is hidden but by a filter. */
export function filtered(offered: readonly Offered[], { gpu, memoryGiB }: InstanceFilter): Offered[] {
  return offered.filter(({ size }) => {
    if (gpu !== 'any' && (size === undefined || (size.gpu !== undefined) !== (gpu === 'with'))) return false;
    return memoryGiB === 0 || (size !== undefined && size.memoryGiB >= memoryGiB);
  });
}

/** Those that were used in the last days, the latest first, and all others in the order in which they are offered. */
export function recentFirst(
  offered: readonly Offered[],
  recent: readonly string[],
): { recent: Offered[]; others: Offered[] } {
  const used = recent.flatMap((name) => offered.find(({ instanceType }) => instanceType === name) ?? []);
  return { recent: used, others: offered.filter((one) => !used.includes(one)) };
}

import type { AppGroups } from './live-network';
import { someOf } from '../../../studio/some-of';

/** Apps that carry the same security groups, whose they are in words: what is wrong for one of them is so for all. */
export interface Carriers {
  who: string;
  groupIds: string[];
}

const mostNames = 3;

/** Hundreds of user profiles share a group: they are told together. */
export function carriersOf(all: readonly Pick<AppGroups, 'who' | 'groupIds'>[]): Carriers[] {
  const byGroups = new Map<string, { names: string[]; groupIds: string[] }>();
  for (const { who, groupIds } of all) {
    const key = [...groupIds].sort().join();
    const same = byGroups.get(key) ?? { names: [], groupIds };
    same.names.push(who);
    byGroups.set(key, same);
  }
  return [...byGroups.values()].map(({ names, groupIds }) => ({ who: someOf(names, mostNames), groupIds }));
}

import type { Gap } from '../../findings/fact';
import type { Allowance, SecurityGroup } from './live-network';
import { hold, meet, privateRanges } from './ranges';

/** Somebody that a rule of a security group can name: by group, or by where they are. */
export interface Party {
  groupIds: string[];
  cidrs: string[];
}

export type PrefixLists = ReadonlyMap<string, string[] | Gap>;

/** Whether traffic may pass: yes, no, or what would have to be known. */
export type Reach = 'yes' | 'no' | Gap;

/** Whether some of the allowances let all of a party through on a TCP port. */
export function lets(allowances: Allowance[], port: number, party: Party, lists: PrefixLists): Reach {
  const open = allowances.filter((each) => isTcp(each) && each.fromPort <= port && port <= each.toPort);
  if (open.some(({ groupIds }) => groupIds.some((id) => party.groupIds.includes(id)))) return 'yes';
  const { cidrs, gap } = rangesOf(open, lists);
  if (hold(cidrs, party.cidrs)) return 'yes';
  return gap ?? 'no';
}

/** Whether some of the allowances let any of a party through, on whichever port. */
export function letsAny(allowances: Allowance[], party: Party, lists: PrefixLists): Reach {
  if (allowances.some(({ groupIds }) => groupIds.some((id) => party.groupIds.includes(id)))) return 'yes';
  const { cidrs, gap } = rangesOf(allowances, lists);
  if (meet(cidrs, party.cidrs)) return 'yes';
  return gap ?? 'no';
}

/** Whether some of the allowances let somebody out to public addresses on a TCP port. */
export function letsOut(allowances: Allowance[], port: number, lists: PrefixLists): Reach {
  const open = allowances.filter((each) => isTcp(each) && each.fromPort <= port && port <= each.toPort);
  const { cidrs, gap } = rangesOf(open, lists);
  if (cidrs.some((cidr) => !hold(privateRanges, [cidr]))) return 'yes';
  return gap ?? 'no';
}

/** The allowances of some groups together, as an interface that carries them all has them. */
export const together = (groups: SecurityGroup[], way: 'admits' | 'sends'): Allowance[] =>
  groups.flatMap((group) => group[way]);

/** Both ways at once: the sender must be let out, and the receiver must let in. */
export function both(first: Reach, second: Reach): Reach {
  if (first === 'no' || second === 'no') return 'no';
  return first === 'yes' ? second : first;
}

/** TCP by its name or number, or every protocol. */
const isTcp = ({ protocol }: Allowance) => ['tcp', '6', '-1'].includes(protocol);

function rangesOf(allowances: Allowance[], lists: PrefixLists): { cidrs: string[]; gap?: Gap } {
  const cidrs = allowances.flatMap((each) => each.cidrs);
  let gap: Gap | undefined;
  for (const id of allowances.flatMap(({ prefixListIds }) => prefixListIds)) {
    const ranges = lists.get(id);
    if (Array.isArray(ranges)) cidrs.push(...ranges);
    else gap ??= ranges ?? unreadList(id);
  }
  return { cidrs, ...(gap && { gap }) };
}

/** A prefix list that nobody read. */
export const unreadList = (id: string): Gap => ({
  what: `prefix list ${id}`,
  why: 'it was not read',
  remedy: 'run this again',
});

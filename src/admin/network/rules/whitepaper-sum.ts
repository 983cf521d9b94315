import type { AddressPlan } from './address-plan';
import { prefixFor } from './prefix';

/** The sums of the whitepaper's table of network planning, made from a plan for Studio Classic, beside the right ones. */
export interface WhitepaperSum {
  /** Mount targets and endpoints of all subnets; the whitepaper's example has 33. */
  shared: number;
  /** The same for one subnet: 11. */
  sharedInOneSubnet: number;
  /** What one user takes, and one user with what is shared: 5 and 38. */
  perUser: number;
  withOneUser: number;
  /** What all users take: 500. */
  users: number;
  /** One subnet's shared addresses added to those of the users in all subnets: 511, for which it takes a /22. */
  mixed: number;
  mixedPrefix: number | undefined;
  /** All addresses in all subnets: 533. */
  inAll: number;
}

/** How the whitepaper counts `users` people; growth is left out, as it does. */
export function whitepaperSum(classic: AddressPlan, users: number): WhitepaperSum {
  const total = (takers: { now: number }[]) => takers.reduce((sum, { now }) => sum + now, 0);
  const shared = total(classic.shared);
  const sharedInOneSubnet = shared / classic.subnets;
  const taken = total(classic.running);
  const perUser = users === 0 ? 0 : taken / users;
  const mixed = sharedInOneSubnet + taken;
  return {
    shared,
    sharedInOneSubnet,
    perUser,
    withOneUser: shared + perUser,
    users: taken,
    mixed,
    mixedPrefix: prefixFor(mixed + classic.subnet.reserved),
    inAll: shared + taken,
  };
}

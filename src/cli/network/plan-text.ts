import type { AddressPlan, Taker } from '../../admin/network/rules/address-plan';
import type { Demand } from '../../admin/network/rules/demand';
import { advisedPerUser } from '../../admin/network/rules/per-unit';
import type { WhitepaperSum } from '../../admin/network/rules/whitepaper-sum';
import { inked } from '../app/text/ink';
import { type Cell, type Sheet, table } from '../app/text/table';

interface Plans {
  users: number;
  demand: Demand;
  today: AddressPlan;
  classic: AddressPlan;
  whitepaper: WhitepaperSum;
}

/** The plan for people: today's Studio first, then Studio Classic and how the whitepaper counts. */
export function planText({ users, demand, today, classic, whitepaper }: Plans, sheet: Sheet): string {
  const takers = [...today.shared, ...today.running, ...classic.running].filter(({ count }) => count > 0);
  const sources = new Map(takers.map(({ who, each }) => [who, `${each.source} (${each.evidence})`]));
  return [
    inked("Today's Studio", 'bold', sheet),
    ...planLines(today, demand, sheet),
    ...(users > 0 ? [`  ${adviceText(users)}`] : []),
    '',
    inked('Studio Classic, which can no longer start apps', 'bold', sheet),
    ...planLines(classic, demand, sheet),
    // Of nobody, it is not known what one person takes.
    ...(demand.classic.servers > 0 ? whitepaperLines(whitepaper, classic) : []).map((line) => `  ${line}`),
    '',
    inked('Where the numbers come from', 'bold', sheet),
    ...[...sources].map(([who, source]) => `  ${who}: ${source}`),
    '  AWS keeps 5 addresses of each subnet, and takes subnets from /16 to /28 (AWS documentation)',
    '  apps and jobs spread evenly over the subnets (inferred)',
  ].join('\n');
}

function planLines(plan: AddressPlan, { growth }: Demand, sheet: Sheet): string[] {
  const columns = [
    { head: 'who' },
    { head: 'count', align: 'right' as const },
    { head: 'each', align: 'right' as const },
    { head: 'addresses', align: 'right' as const },
    ...(growth > 0 ? [{ head: `with ${growth}%`, align: 'right' as const }] : []),
  ];
  const row = ({ who, count, each, now, then }: Taker): Cell[] => [
    who,
    String(count),
    String(each.addresses),
    String(now),
    ...(growth > 0 ? [String(then)] : []),
  ];
  const total = ['in all', '', '', String(plan.now), ...(growth > 0 ? [String(plan.then)] : [])];
  const rows = [...plan.shared, ...plan.running].filter(({ count }) => count > 0).map(row);
  return [...table(columns, [...rows, total], sheet), ...fitLines(plan).map((line) => `  ${line}`)];
}

function fitLines({ subnets, subnet, fit }: AddressPlan): string[] {
  const { mountTargets, endpoints, running, reserved, addresses } = subnet;
  const parts = [
    `${running} for apps and jobs`,
    `${endpoints} for endpoints`,
    `${mountTargets} for mount targets`,
    `${reserved} kept by AWS`,
  ];
  const each = `each of ${subnets} subnet${subnets === 1 ? '' : 's'}: ${parts.join(' + ')} = ${addresses}`;
  if (fit.kind === 'fits')
    return [each, `smallest that holds it: /${fit.prefix}, ${fit.size} addresses, ${fit.left} left`];
  const { subnetsNeeded } = fit;
  const several =
    subnetsNeeded <= 16 ? `${subnetsNeeded} subnets of /16 hold it` : 'no domain holds it: 16 subnets are the most';
  return [each, `no subnet is that large (/16 has 65536); ${several}`];
}

function whitepaperLines(sum: WhitepaperSum, { subnet }: AddressPlan): string[] {
  const prefix = sum.mixedPrefix === undefined ? 'more than a /16' : `a /${sum.mixedPrefix}`;
  return [
    `The whitepaper counts ${sum.shared} shared addresses, ${rounded(sum.perUser)} per user (${rounded(sum.withOneUser)} with one user), and comes to`,
    `${sum.mixed} and ${prefix}: it adds the ${sum.sharedInOneSubnet} shared addresses of one subnet to the ${sum.users} of users in all subnets.`,
    `The sum of all subnets is ${sum.inAll}; one subnet needs ${subnet.addresses}, growth and AWS's own included.`,
  ];
}

const adviceText = (users: number) =>
  `AWS's documentation advises ${advisedPerUser.least} to ${advisedPerUser.most} addresses for each user: ${users * advisedPerUser.least} to ${users * advisedPerUser.most} for ${users}`;

const rounded = (value: number) => String(Math.round(value * 100) / 100);

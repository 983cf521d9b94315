import { defineCommand } from 'citty';
import { picture } from '../../admin/network/picture';
import { addressPlan } from '../../admin/network/rules/address-plan';
import { needsOf } from '../../admin/network/rules/endpoint-needs';
import { whitepaperSum } from '../../admin/network/rules/whitepaper-sum';
import type { Demand } from '../../admin/network/rules/demand';
import { printedJson } from '../app/text/printed-json';
import { regionOption, sagemakerOf } from '../connect';
import { explained } from '../failure';
import { type Host, UsageError } from '../host';
import { numberOption } from '../options';
import { type DemandOptions, demandOfOptions, demandOptions, endpointsOption, usersOf } from './demand-options';
import { planText } from './plan-text';

const args = {
  ...demandOptions,
  ...endpointsOption,
  domain: { type: 'string', description: 'plan for what a domain ran at its peak', valueHint: 'd-…' },
  days: { type: 'string', default: '30', description: 'how far back to look for its peak', valueHint: 'N' },
  region: regionOption,
  json: { type: 'boolean', description: 'print as JSON' },
  svg: { type: 'boolean', description: 'print a picture of the network (SVG)' },
} as const;

/** Interface endpoints that every domain without a way to the internet needs. */
const leastEndpoints = needsOf(new Set()).filter(({ type }) => type === 'Interface').length;
/** AWS advises two zones or more; EFS and Studio take as many as there are. */
const usualZones = 3;

/** `studiolo network plan`: how many addresses, and how large each subnet must be. */
export const networkPlan = (host: Host) =>
  defineCommand({
    meta: { name: 'plan', description: 'Tell how many addresses a Studio needs, and how large its subnets must be' },
    args,
    async run({ args: given }) {
      if (given.json && given.svg) throw new UsageError('--json and --svg exclude each other');
      const { users, demand, source } =
        given.domain === undefined ? stated(given) : await found(host, given.domain, given);
      const [today, classic] = [addressPlan(demand, 'today'), addressPlan(demand, 'classic')];
      const whitepaper = whitepaperSum(classic, users);
      if (given.svg) host.print(picture(today).trimEnd());
      else if (given.json)
        host.print(printedJson({ users, ...(source !== undefined && { source }), demand, today, classic, whitepaper }));
      else {
        if (source !== undefined) host.print(`${source}\n`);
        host.print(planText({ demand, today, classic, whitepaper }, host));
      }
    },
  });

type Given = DemandOptions & { days: string; region?: string | undefined };
interface Planned {
  users: number;
  demand: Demand;
  /** Where the numbers of a domain are from. */
  source?: string;
}

function stated(given: Given): Planned {
  if (given.users === undefined)
    throw new UsageError('say how many people will work at once: --users N; or name a domain: --domain d-…');
  const users = usersOf(given.users);
  return { users, demand: demandOfOptions(users, given, { endpoints: leastEndpoints, zones: usualZones }) };
}

/** What a domain ran, with what is said besides. */
async function found(host: Host, domainId: string, given: Given): Promise<Planned> {
  if (given.users !== undefined) throw new UsageError('--users and --domain exclude each other');
  // CloudTrail has no more than 90 days.
  const days = numberOption('days', given.days, { least: 1, most: 90, whole: true });
  const sagemaker = sagemakerOf(host, given.region);
  const { measured } = await import('../../admin/network/measured');
  const seen = await explained(() =>
    measured(sagemaker, given.region ?? host.region ?? '', domainId, { now: host.now(), days }),
  );
  const demand = demandOfOptions(seen.people, given, seen);
  const source = `${domainId}: ${seen.people} user profiles; ${seen.apps} apps ${seen.from}; jobs are not looked at: say them with --training and --processing for each user`;
  return {
    users: seen.people,
    demand: { ...demand, apps: seen.apps, fileSystems: Math.max(demand.fileSystems, seen.fileSystems) },
    source,
  };
}

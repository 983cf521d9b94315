import { defineCommand } from 'citty';
import { picture } from '../../admin/network/picture';
import { addressPlan } from '../../admin/network/rules/address-plan';
import { needsOf } from '../../admin/network/rules/endpoint-needs';
import { whitepaperSum } from '../../admin/network/rules/whitepaper-sum';
import { printedJson } from '../app/text/printed-json';
import { type Host, UsageError } from '../host';
import { requireKnown } from '../options';
import { demandOfOptions, demandOptions, endpointsOption, usersOf } from './demand-options';
import { planText } from './plan-text';

const args = {
  ...demandOptions,
  ...endpointsOption,
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
    async run({ args: given, rawArgs }) {
      requireKnown(rawArgs, args);
      if (given.json && given.svg) throw new UsageError('--json and --svg exclude each other');
      if (given.users === undefined) throw new UsageError('say how many people will work at once: --users N');
      const users = usersOf(given.users);
      const demand = demandOfOptions(users, given, { endpoints: leastEndpoints, zones: usualZones });
      const [today, classic] = [addressPlan(demand, 'today'), addressPlan(demand, 'classic')];
      const whitepaper = whitepaperSum(classic, users);
      if (given.svg) host.print(picture(today).trimEnd());
      else if (given.json) host.print(printedJson({ users, demand, today, classic, whitepaper }));
      else host.print(planText({ demand, today, classic, whitepaper }, host));
    },
  });

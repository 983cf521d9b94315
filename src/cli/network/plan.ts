import { defineCommand } from 'citty';
import { picture } from '../../admin/network/picture';
import { addressPlan } from '../../admin/network/rules/address-plan';
import { needsOf, type Use } from '../../admin/network/rules/endpoint-needs';
import type { Demand } from '../../admin/network/rules/demand';
import { advisedPerUser } from '../../admin/network/rules/per-unit';
import { whitepaperSum } from '../../admin/network/rules/whitepaper-sum';
import { notListed } from '../../admin/studio-file/nearest';
import { printedJson } from '../app/text/printed-json';
import { regionOption, sagemakerOf } from '../connect';
import { type Host, UsageError } from '../host';
import { numberOption, requireId } from '../options';
import { asked } from './asked';
import {
  classicOption,
  type DemandOptions,
  demandOfOptions,
  demandOptions,
  endpointsOption,
  usersOf,
} from './demand-options';
import { planText } from './plan-text';

const args = {
  file: { type: 'positional', required: false, description: 'a Studio file: plan for what it says', valueHint: 'FILE' },
  ...demandOptions,
  ...classicOption,
  ...endpointsOption,
  domain: {
    type: 'string',
    description: 'plan for what a domain ran at its peak; with a file, for this one of it',
    valueHint: 'd-…|NAME',
  },
  days: { type: 'string', description: 'how far back to look for its peak (default: 30)', valueHint: 'N' },
  region: regionOption,
  json: { type: 'boolean', description: 'print as JSON' },
  svg: { type: 'boolean', description: 'print a picture of the network (SVG)' },
} as const;

/** Interface endpoints that a domain without a way to the internet needs. */
const interfacesFor = (uses: ReadonlySet<Use>) => needsOf(uses).filter(({ type }) => type === 'Interface').length;
/** AWS advises two zones or more; EFS and Studio take as many as there are. */
const usualZones = 3;

/** `studiolo network plan`: how many addresses, and how large each subnet must be. */
export const networkPlan = (host: Host, version: string) =>
  defineCommand({
    meta: { name: 'plan', description: 'Show how many addresses a Studio needs, and how large its subnets must be' },
    args,
    async run({ args: given, rawArgs }) {
      if (given.json && given.svg) throw new UsageError('--json and --svg exclude each other');
      const { users, demand, source } = await planned(host, version, given, rawArgs);
      const [today, classic] = [addressPlan(demand, 'today'), addressPlan(demand, 'classic')];
      const whitepaper = whitepaperSum(classic, users);
      const advised = { least: users * advisedPerUser.least, most: users * advisedPerUser.most };
      if (given.svg) host.print(picture(today).trimEnd());
      else if (given.json)
        host.print(
          printedJson({ users, ...(source !== undefined && { source }), demand, advised, today, classic, whitepaper }),
        );
      else {
        if (source !== undefined) host.print(`${source}\n`);
        host.print(planText({ users, demand, today, classic, whitepaper }, host));
      }
    },
  });

type Given = DemandOptions & {
  file?: string | undefined;
  domain?: string | undefined;
  days?: string | undefined;
  region?: string | undefined;
};
interface Planned {
  users: number;
  demand: Demand;
  /** Where the numbers of a domain are from. */
  source?: string;
}

function planned(host: Host, version: string, given: Given, words: readonly string[]): Planned | Promise<Planned> {
  const { file, domain, users } = given;
  const live = file === undefined && domain !== undefined;
  for (const name of ['days', 'region']) {
    if (!live && isGiven(name, words)) throw new UsageError(`--${name} is for --domain d-…, without a file`);
  }
  if (file !== undefined) return inFile(given, file, version);
  if (domain !== undefined) return found(host, domain, given, words);
  if (users === undefined)
    throw new UsageError(
      'say how many people will work at once: --users N; or name a Studio file, or a domain: --domain d-…',
    );
  const people = usersOf(users);
  const byDefault = { endpoints: interfacesFor(new Set()), zones: usualZones, fileSystems: 1 };
  return { users: people, demand: demandOfOptions(people, given, byDefault) };
}

/** What a domain ran, with what is said besides. */
async function found(host: Host, domainId: string, given: Given, words: readonly string[]): Promise<Planned> {
  // They come from what ran.
  for (const name of ['users', 'apps']) {
    if (isGiven(name, words)) throw new UsageError(`--${name} and --domain exclude each other`);
  }
  requireId('domain', domainId, 'd-…');
  // CloudTrail has no more than 90 days.
  const days = numberOption('days', given.days ?? '30', { least: 1, most: 90, whole: true });
  const sagemaker = sagemakerOf(host, given.region);
  const { measured } = await import('../../admin/network/measured');
  const region = given.region ?? host.region ?? '';
  const seen = await asked('domain', region, () => measured(sagemaker, region, domainId, { now: host.now(), days }));
  const demand = demandOfOptions(seen.people, given, seen);
  const source = `${domainId}: ${counted(seen.people, 'user profile')}; ${counted(seen.apps, 'app')} ${seen.from}; ${seen.in}; ${jobsUnknown}`;
  return { users: seen.people, demand: { ...demand, apps: seen.apps }, source };
}

/** What a file says, with what is said besides. */
async function inFile(given: Given, file: string, version: string): Promise<Planned> {
  const { studioOfFile } = await import('../studio-file/read-file');
  const { statedStudios } = await import('../../admin/network/stated-studio');
  const { domain } = given;
  const all = statedStudios(await studioOfFile(file, version));
  const names = all.flatMap(({ domains }) => domains);
  if (domain !== undefined && !names.includes(domain))
    throw new UsageError(`--domain ${JSON.stringify(domain)}: ${notListed(domain, names)} in ${file}`);
  const [stated, ...others] = all.filter(({ domains }) => domain === undefined || domains.includes(domain));
  if (!stated) throw new UsageError(`${file} names no domain`);
  if (others.length > 0)
    throw new UsageError(`the domains of ${file} are in several networks: name one of ${names.join(', ')} by --domain`);
  const users = given.users === undefined ? stated.people : usersOf(given.users);
  const demand = demandOfOptions(users, given, {
    endpoints: stated.access === 'by-internet' ? 0 : interfacesFor(stated.uses),
    zones: stated.subnets ?? usualZones,
    fileSystems: stated.fileSystems,
  });
  const subnets =
    stated.subnets === undefined
      ? `its subnets are not said; counted as ${demand.zones}`
      : `${counted(stated.subnets, 'subnet')}, counted as a zone each`;
  const access = stated.access === 'by-internet' ? ['no endpoints, which PublicInternetOnly does not need'] : [];
  const facts = [`${counted(stated.people, 'user profile')} of ${stated.domains.join(', ')}`, subnets, ...access];
  const source = `${file}: ${[...facts, jobsUnknown].join('; ')}`;
  return { users, demand, source };
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
const jobsUnknown = 'jobs are not looked at: say them with --training and --processing for each user';

/** Whether an option stands in a command's words. */
const isGiven = (name: string, words: readonly string[]) =>
  words.some((word) => word === `--${name}` || word.startsWith(`--${name}=`));

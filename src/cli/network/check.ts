import { defineCommand } from 'citty';
import type { NetworkFinding } from '../../admin/network/check';
import type { Occupancy } from '../../admin/network/occupancy';
import { type Use, uses as allUses } from '../../admin/network/rules/endpoint-needs';
import { PolicyDocument } from '../../admin/network/rules/findings/source-ip-behind-shared-egress';
import type { Policy } from '../../admin/network/rules/live-network';
import { table } from '../app/text/table';
import { regionOption, sagemakerOf } from '../connect';
import { acceptancesFor, endAsFound, findingsOptions, printReport, withAcceptances } from '../findings';
import { type Host, UsageError } from '../host';
import { nearest } from '../nearest';
import { didYouMean, numberOption, wordsOf } from '../options';
import { textOf } from '../text-of';
import { asked } from './asked';
import { growthOf, usersOf } from './demand-options';

const internetWishes: ('expected' | 'forbidden')[] = ['expected', 'forbidden'];

const args = {
  domain: { type: 'string', required: true, description: 'the domain', valueHint: 'd-…' },
  region: regionOption,
  internet: { type: 'enum', options: internetWishes, description: 'whether apps should reach the internet' },
  isolated: { type: 'boolean', description: 'each user profile must have a security group of its own' },
  'user-profiles': { type: 'boolean', description: "look at each user profile's own groups and file systems as well" },
  uses: { type: 'string', description: `what notebooks use besides: ${allUses.join(', ')}`, valueHint: 'USE,…' },
  'instance-types': {
    type: 'string',
    description: 'instance types that every zone must offer',
    valueHint: 'ml.A,ml.B',
  },
  users: { type: 'string', description: 'people who work at once; all user profiles by default', valueHint: 'N' },
  apps: { type: 'string', default: '1', description: 'apps that each runs at once', valueHint: 'N' },
  growth: { type: 'string', default: '30%', description: 'by how much apps will grow', valueHint: 'P%' },
  policies: { type: 'string', description: 'IAM policies to look at as well (JSON)', valueHint: 'FILE,…' },
  ...findingsOptions,
  'fail-on': { ...findingsOptions['fail-on'], default: 'warning' },
} as const;

/** `studiolo network check`: what is wrong with a domain's network as it is. */
export const networkCheck = (host: Host, version: string) =>
  defineCommand({
    meta: { name: 'check', description: "Show what is wrong with a domain's network, and what to do" },
    args,
    async run({ args: given, rawArgs }) {
      const { internet, domain } = given;
      const wishes = {
        ...(internet && { internet }),
        isolation: given.isolated ? ('per-profile' as const) : ('none' as const),
        ...(given['user-profiles'] && { userProfiles: 'each' as const }),
        uses: usesOf(given.uses),
        instanceTypes: instanceTypesOf(given['instance-types']),
        ...(given.users !== undefined && { users: usersOf(given.users) }),
        appsEach: numberOption('apps', given.apps, { least: 0, most: 100, whole: true }),
        growth: growthOf(given.growth),
        policies: await policiesOf(given.policies),
      };
      const sagemaker = sagemakerOf(host, given.region);
      // EC2's client is large: other commands start without it.
      const { checkNetwork, networkRules } = await import('../../admin/network/check');
      const acceptances = await acceptancesFor(given, rawArgs, networkRules);
      const region = given.region ?? host.region ?? '';
      const { outcomes, occupancy } = await asked('domain', region, () =>
        checkNetwork(sagemaker, domain, region, wishes),
      );
      const locate = ({ where: { id, text } }: NetworkFinding) => ({ text, id });
      const judged = { source: `network of ${domain} in ${region}`, outcomes, idle: [], locate };
      const report = withAcceptances(host, judged, acceptances);
      const above = occupancyText(occupancy, host);
      printReport(host, given, report, { rules: networkRules, version, above, more: { occupancy } });
      endAsFound(given, report, 'is not right');
    },
  });

/** The uses that an option names. UsageError. */
export const usesOf = (text: string | undefined): Use[] =>
  wordsOf(text).map((word) => {
    const use = allUses.find((each) => each === word);
    if (use) return use;
    throw new UsageError(
      `--uses takes ${allUses.join(', ')}, not ${JSON.stringify(word)}${didYouMean(nearest(word, allUses))}`,
    );
  });

const instanceTypesOf = (text: string | undefined): string[] =>
  wordsOf(text).map((word) => {
    if (/^ml\.[a-z0-9-]+\.[a-z0-9]+$/.test(word)) return word;
    throw new UsageError(`--instance-types takes types such as ml.g5.xlarge, not ${JSON.stringify(word)}`);
  });

const policiesOf = (text: string | undefined): Promise<Policy[]> =>
  Promise.all(
    wordsOf(text).map(async (file) => {
      const document = await textOf('--policies', file);
      let content: unknown;
      try {
        content = JSON.parse(document);
      } catch (error) {
        throw new UsageError(`--policies ${file} is no JSON: ${error instanceof Error ? error.message : error}`);
      }
      if (PolicyDocument.safeParse(content).success) return { name: file, document, through: 'iam' };
      // The AWS CLI prints a policy within what it is the policy of.
      const stated = typeof content === 'object' && content !== null && 'Statement' in content;
      const fault = stated
        ? 'its Statement is not one or several, each with a Condition of operators, keys and values, or none'
        : 'it has no Statement at its top';
      throw new UsageError(`--policies ${file} is no IAM policy: ${fault}`);
    }),
  );

/** Who takes the addresses now, a line a subnet. */
function occupancyText({ subnets, gap }: Occupancy, host: Host): string[] {
  if (subnets.length === 0) return [];
  const columns = [
    { head: 'subnet' },
    { head: 'zone' },
    { head: 'range' },
    { head: 'addresses', align: 'right' as const },
    { head: 'free', align: 'right' as const },
    { head: 'taken by' },
  ];
  const rows = subnets.map(({ subnetId, zoneId, cidr = 'IPv6 only', usable, free, takenBy }) => [
    subnetId,
    zoneId,
    cidr,
    String(usable),
    String(free),
    gap
      ? 'not known'
      : Object.entries(takenBy)
          .map(([kind, count]) => `${count} ${kind}`)
          .join(', '),
  ]);
  const lines = table(columns, rows, { colour: false, ...(host.columns !== undefined && { columns: host.columns }) });
  const why = gap && `  who takes them: ${gap.why}; ${gap.remedy}`;
  return [[...lines, ...(why === undefined ? [] : [why])].join('\n')];
}

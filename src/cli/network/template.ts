import { defineCommand } from 'citty';
import { stringify } from 'yaml';
import { addressPlan } from '../../admin/network/rules/address-plan';
import { needsOf, type Use } from '../../admin/network/rules/endpoint-needs';
import { forwardingRules } from '../../admin/network/rules/private-urls';
import { prefixFor } from '../../admin/network/rules/prefix';
import { freeRanges, hold, ipv4Range } from '../../admin/network/rules/ranges';
import { networkTemplate } from '../../admin/network/rules/template';
import { regionOption } from '../connect';
import { CommandError, type Host, UsageError } from '../host';
import { usesOf } from './check';
import { demandOfOptions, demandOptions, mostSubnets, usersOf } from './demand-options';
import { existingRanges } from './existing-vpc';

const args = {
  ...demandOptions,
  // As much as check looks for.
  growth: { ...demandOptions.growth, default: '30%' },
  uses: { type: 'string', description: 'what notebooks use besides, as check takes it', valueHint: 'USE,…' },
  cidr: {
    type: 'string',
    description: 'range of a new VPC; 10.0.0.0 and as large as needed by default',
    valueHint: 'A.B.C.D/N',
  },
  vpc: { type: 'string', description: 'an existing VPC: free ranges of it are taken', valueHint: 'vpc-…' },
  'zone-ids': { type: 'string', description: 'zones by id; the first ones of the region by default', valueHint: 'A,B' },
  'private-urls': { type: 'boolean', description: 'Studio is opened by private addresses, from the company network' },
  'company-cidr': { type: 'string', description: 'where browsers are, for --private-urls', valueHint: 'A.B.C.D/N' },
  region: regionOption,
  json: { type: 'boolean', description: 'print as JSON' },
} as const;

/** `studiolo network template`: a network for a VpcOnly domain as CloudFormation, sized by the plan. */
export const networkTemplateCommand = (host: Host) =>
  defineCommand({
    meta: { name: 'template', description: 'Print a CloudFormation template of a network without internet for Studio' },
    args,
    async run({ args: given }) {
      if (given.users === undefined) throw new UsageError('say how many people will work at once: --users N');
      if (given.vpc !== undefined && given.cidr !== undefined)
        throw new UsageError('--cidr is for a new VPC: ranges of an existing one are its own');
      const companyCidr = companyCidrOf(given);
      const uses = new Set<Use>([...usesOf(given.uses), ...(given['private-urls'] ? ['private-urls' as const] : [])]);
      const zoneIds = zoneIdsOf(given['zone-ids']);
      const interfaces = needsOf(uses).filter(({ type }) => type === 'Interface').length;
      // The resolver takes an address in two of the subnets.
      const counted = {
        endpoints: interfaces + (companyCidr === undefined ? 0 : 1),
        zones: zoneIds?.length ?? 3,
        fileSystems: 1,
      };
      const asked = demandOfOptions(usersOf(given.users), { ...given, 'instance-types': '0' }, counted);
      if (zoneIds && zoneIds.length !== asked.zones)
        throw new UsageError(`--zones ${given.zones} and --zone-ids ${given['zone-ids']} are not the same number`);
      if (companyCidr !== undefined && asked.zones < 2)
        throw new UsageError('--private-urls needs two zones or more: a resolver has an address in each of two');
      const { fit, subnets, subnet } = addressPlan(asked, 'today');
      if (fit.kind === 'too-large')
        throw new CommandError(
          `each of ${subnets} subnets needs ${subnet.addresses} addresses, and the largest, a /16, has 65536; take more zones, or several domains`,
        );
      const place =
        given.vpc === undefined
          ? newRanges(given.cidr, fit.prefix, subnets)
          : await existingRanges(
              host,
              { ...given, vpc: given.vpc },
              { zoneIds, prefix: fit.prefix, count: subnets, uses },
            );
      if (companyCidr !== undefined) requireApart(place.ranges, companyCidr);
      const region = given.region ?? host.region;
      const template = networkTemplate({
        subnets: place.cidrs.map((cidr, at) => ({ cidr, ...(zoneIds?.[at] !== undefined && { zoneId: zoneIds[at] }) })),
        vpc: place.vpc,
        uses,
        ...(region !== undefined && { region }),
        ...(companyCidr !== undefined && { companyCidr }),
        customFileSystems: asked.fileSystems > 1 ? 'some' : 'none',
      });
      const yaml = { lineWidth: 0, aliasDuplicateObjects: false } as const;
      host.print(given.json ? JSON.stringify(template, null, 2) : stringify(template, yaml).trimEnd());
      if (companyCidr !== undefined)
        for (const line of forwardingRules(region ?? 'REGION', companyCidr)) host.tell(line);
    },
  });

function companyCidrOf(given: { 'private-urls'?: boolean | undefined; 'company-cidr'?: string | undefined }) {
  const cidr = given['company-cidr'];
  if (!given['private-urls']) {
    if (cidr !== undefined) throw new UsageError('--company-cidr is for --private-urls');
    return undefined;
  }
  if (cidr === undefined)
    throw new UsageError('--private-urls needs to know where browsers are: --company-cidr A.B.C.D/N');
  const range = rangeOf('company-cidr', cidr);
  if (range.endsWith('/0'))
    throw new UsageError(`--company-cidr ${range} is every address there is; take the ranges that browsers are in`);
  return range;
}

/** What is within the VPC stays there: no route leads out of it to browsers in a part of its own range. */
function requireApart(ranges: string[], companyCidr: string): void {
  if (!hold(ranges, [companyCidr])) return;
  throw new UsageError(
    `--company-cidr ${companyCidr} lies within the VPC (${ranges.join(', ')}), so no route can lead there; take another range for the VPC`,
  );
}

/** This network, loopback, link-local, multicast and reserved (RFC 6890). */
const neverHosts = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'];

function rangeOf(name: string, text: string): string {
  const range = ipv4Range(text);
  if (range !== undefined && hold(neverHosts, [range]))
    throw new UsageError(`--${name} ${range}: these are no addresses of hosts; take a range such as 10.0.0.0/16`);
  if (range !== undefined) return range;
  throw new UsageError(`--${name} takes a range such as 10.0.0.0/16, not ${JSON.stringify(text)}`);
}

function zoneIdsOf(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  const ids = text.split(',').map((id) => id.trim());
  const odd = ids.find((id) => !/^[a-z]{2,}[a-z0-9]*-az\d+$/.test(id));
  if (odd !== undefined)
    throw new UsageError(
      `--zone-ids takes ids of zones such as use1-az1 (names differ by account), not ${JSON.stringify(odd)}`,
    );
  if (new Set(ids).size < ids.length) throw new UsageError(`--zone-ids names a zone twice: ${text}`);
  if (new Set(ids.map((id) => id.split('-')[0])).size > 1)
    throw new UsageError(`--zone-ids takes zones of one region, not ${text}`);
  if (ids.length > mostSubnets)
    throw new UsageError(
      `--zone-ids takes ${mostSubnets} zones at most: a domain has no more subnets, not ${ids.length}`,
    );
  return ids;
}

/** Ranges of a new VPC. UsageError where it is too small. */
function newRanges(given: string | undefined, prefix: number, count: number) {
  const smallest = prefixFor(count * 2 ** (32 - prefix));
  if (given === undefined && smallest === undefined)
    throw new CommandError(
      `a VPC of /16 is too small for ${count} subnets of /${prefix}; take an existing one with several ranges (--vpc)`,
    );
  const cidr = given === undefined ? `10.0.0.0/${smallest}` : rangeOf('cidr', given);
  const length = Number(cidr.split('/')[1]);
  if (length < 16 || length > 28) throw new UsageError(`--cidr takes a VPC's range, from /16 to /28, not /${length}`);
  const cidrs = freeRanges([cidr], [], prefix, count);
  if (cidrs) return { vpc: { cidr }, cidrs, ranges: [cidr] };
  throw new UsageError(
    `--cidr ${cidr} is too small for ${count} subnets of /${prefix}; take ${smallest === undefined ? 'fewer zones' : `/${smallest} or larger`}`,
  );
}

import { needsOf, serves, type Use } from '../../admin/network/rules/endpoint-needs';
import { freeRanges } from '../../admin/network/rules/ranges';
import type { ExistingVpc } from '../../admin/network/rules/template/wish';
import { CommandError, type Host, UsageError } from '../host';
import { asked } from './asked';

/** Free ranges of an existing VPC, secondary ones included; tells what of it a template cannot put right. */
export async function existingRanges(
  host: Host,
  given: { region?: string | undefined; vpc: string },
  wanted: { zoneIds: string[] | undefined; prefix: number; count: number; uses: ReadonlySet<Use> },
) {
  const { vpc: vpcId } = given;
  const { zoneIds, prefix, count, uses } = wanted;
  const region = given.region ?? host.region;
  if (!region) throw new UsageError('no region is known; name one with --region, or set AWS_REGION');
  const { readVpc } = await import('../../admin/network/read-vpc');
  const {
    cidrs: all,
    taken,
    endpoints,
    zones,
    tenancy,
    dns,
  } = await asked('vpc', region, () => readVpc(region, vpcId));
  const unknown = zoneIds?.find((id) => !zones.includes(id));
  if (unknown !== undefined) throw new UsageError(`--zone-ids: ${region} has ${zones.join(', ')}, and no ${unknown}`);
  if (count > zones.length)
    throw new UsageError(`${region} has ${zones.length} zones, and ${count} subnets need as many: --zones N`);
  if (tenancy !== 'default')
    throw new CommandError(
      `${vpcId} has ${tenancy} tenancy, and Studio takes a VPC of default tenancy alone; take another`,
    );
  const cidrs = freeRanges(all, taken, prefix, count);
  if (!cidrs)
    throw new CommandError(
      `${vpcId} (${all.join(', ')}) has no room for ${count} subnets of /${prefix}; give it a secondary range`,
    );
  for (const [name, on] of Object.entries(dns))
    if (!on) host.tell(`${vpcId}: ${name} is off, and the names of endpoints need it; switch it on before you deploy`);
  const needs = needsOf(uses);
  for (const { vpcEndpointId, service, subnetIds } of endpoints)
    if (subnetIds.length < count && needs.some((need) => serves(service, need, region)))
      host.tell(
        `${vpcId}: ${vpcEndpointId} (${service}) is there already, in ${subnetIds.length} of ${zones.length} zones; once these subnets are there, add those of the zones that it lacks`,
      );
  const vpc: ExistingVpc = { vpcId, region, endpoints };
  return { vpc, cidrs, ranges: all };
}

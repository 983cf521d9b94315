import type { Gap } from '../../../findings/fact';
import { type EndpointNeed, needsOf, serves, serviceName } from '../endpoint-needs';
import type { DomainNetwork, Endpoint, NatGateway, RouteTable, Subnet } from '../live-network';
import { at, rules, since, type Verdict } from '../rule';
import { tableOf, wayOut } from '../way-out';
import { onePerZone } from '../zones';

type Code =
  'endpoint-missing' | 'endpoint-without-private-dns' | 'endpoint-in-too-few-zones' | 'gateway-endpoint-not-routed';

/** Whether the services that a domain uses have endpoints, and those names and zones. */
export const endpoints = rules({
  reads: ['vpcOnly', 'vpc', 'subnets', 'vpcSubnets', 'endpoints', 'routeTables', 'natGateways', 'uses'],
  rules: {
    'endpoint-missing': {
      severity: 'error',
      since,
      title: 'A service that the domain uses has no endpoint',
      why: 'Apps without a way to the internet reach AWS by endpoints of the VPC alone.',
      wrong: 'no endpoint of com.amazonaws.us-east-1.sts',
      right: 'endpoints of sagemaker.api, sagemaker.runtime, s3, sts and logs',
      blind: 'what notebooks use besides: say it with --uses',
    },
    'endpoint-without-private-dns': {
      severity: 'error',
      since,
      title: 'An endpoint has no private DNS name',
      why: "Clients ask for the service's usual name, which then leads to its public addresses, out of reach.",
      wrong: 'PrivateDnsEnabled: false',
      right: 'PrivateDnsEnabled: true',
      accept: "when a private hosted zone of your own answers for the service's name",
    },
    'endpoint-in-too-few-zones': {
      severity: 'warning',
      since,
      title: 'An endpoint is not in every zone of the domain',
      why: 'Apps in the other zones depend on a zone that is not theirs, and their traffic between zones is billed.',
      wrong: 'subnets in use1-az1 and use1-az2, the endpoint in use1-az1',
      right: 'the endpoint in use1-az1 and use1-az2',
    },
    'gateway-endpoint-not-routed': {
      severity: 'error',
      since,
      title: "A gateway endpoint is not in a subnet's route table",
      why: 'A gateway endpoint is reached by routes alone; without one, requests of that subnet go nowhere.',
      wrong: 'the endpoint of S3 in the route table of one of two subnets',
      right: 'the endpoint of S3 in the route tables of all subnets of the domain',
    },
  },
  check({ vpcOnly: domain, vpc, subnets, vpcSubnets, endpoints: all, routeTables, natGateways, uses }) {
    return needsOf(uses).flatMap((need): (Verdict & { code: Code })[] => {
      const name = serviceName(need, domain.region);
      const ready = all.filter(({ service, state }) => serves(service, need, domain.region) && state === 'available');
      if (ready.length > 0) return faultsOf(ready, need, subnets, vpcSubnets, routeTables);
      const other = all.find(({ service }) => serves(service, need, domain.region));
      const way = without(name, need, domain, subnets, routeTables, natGateways);
      if (way.kind === 'not-needed') return [];
      if (way.kind === 'unknown') return [{ code: 'endpoint-missing' as const, couldNotAssess: way.gap }];
      const state = other ? `its endpoint ${other.vpcEndpointId} is ${other.state}` : 'it has no endpoint';
      return [
        {
          code: 'endpoint-missing' as const,
          where: at('service', name),
          reason: `${vpc.vpcId} has no way to ${name}: ${state}; ${need.without}${need.evidence === 'inferred' ? ' (inferred)' : ''}`,
          remedy: `create ${need.type === 'Gateway' ? 'a gateway' : 'an interface'} endpoint of ${name}`,
          mend: [
            `aws ec2 create-vpc-endpoint --vpc-id ${vpc.vpcId} --service-name ${name} ${optionsOf(need, subnets, routeTables)}`,
          ],
        },
      ];
    });
  },
});

function optionsOf({ type }: EndpointNeed, subnets: Subnet[], tables: RouteTable[]): string {
  if (type === 'Interface') {
    return `--vpc-endpoint-type Interface --private-dns-enabled --subnet-ids ${onePerZone(subnets).join(' ')} --security-group-ids sg-…`;
  }
  const routes = new Set(subnets.flatMap(({ subnetId }) => tableOf(tables, subnetId)?.routeTableId ?? []));
  return `--route-table-ids ${[...routes].join(' ')}`;
}

/** Whether a service without an endpoint is reached all the same, by the internet. Studio's own private name is not. */
function without(
  name: string,
  { service }: EndpointNeed,
  { domainId }: DomainNetwork,
  subnets: Subnet[],
  tables: RouteTable[],
  gateways: NatGateway[],
): { kind: 'not-needed' } | { kind: 'needed' } | { kind: 'unknown'; gap: Gap } {
  if (service === 'studio') return { kind: 'needed' };
  let elsewhere: string | undefined;
  for (const { subnetId } of subnets) {
    const table = tableOf(tables, subnetId);
    const way = table && wayOut(table, gateways, 'IPv4');
    if (way?.kind === 'elsewhere') elsewhere = way.target;
    else if (way?.kind !== 'nat') return { kind: 'needed' };
  }
  if (elsewhere === undefined) return { kind: 'not-needed' };
  return {
    kind: 'unknown',
    gap: {
      what: `how ${domainId} reaches ${name}`,
      why: `there is no endpoint of it, and the default route leads to ${elsewhere}, in another network`,
      remedy: `look for a way to it behind ${elsewhere}; or create an endpoint`,
    },
  };
}

/** What is wrong with the endpoints of a service, taken together: one may be for the zones or tables that another lacks. */
function faultsOf(
  ready: Endpoint[],
  need: EndpointNeed,
  subnets: Subnet[],
  vpcSubnets: Subnet[],
  tables: RouteTable[],
): (Verdict & { code: Code })[] {
  // S3 has both kinds, and one is enough.
  const gateways = ready.filter(({ type }) => type === 'Gateway');
  const interfaces = ready.filter(({ type }) => type !== 'Gateway');
  if (need.type === 'Gateway' && gateways.length > 0) return unrouted(gateways, subnets, tables);
  const [endpoint] = interfaces;
  if (!endpoint) return [];
  const { vpcEndpointId: id, service } = endpoint;
  const where = at('endpoint', id);
  const faults: (Verdict & { code: Code })[] = [];
  if (!interfaces.some(({ privateDns }) => privateDns)) {
    faults.push({
      code: 'endpoint-without-private-dns',
      where,
      reason: `${id} (${service}) has no private DNS name`,
      remedy: `switch its private DNS names on${need.type === 'Gateway' ? ', or create a gateway endpoint, which costs nothing' : ''}`,
      mend: [
        `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${id} --private-dns-enabled${need.type === 'Gateway' ? ' --dns-options PrivateDnsOnlyForInboundResolverEndpoint=false' : ''}`,
      ],
    });
  }
  const theirs = interfaces.flatMap(({ subnetIds }) => subnetIds);
  const zones = new Set(vpcSubnets.flatMap(({ subnetId, zoneId }) => (theirs.includes(subnetId) ? [zoneId] : [])));
  const lacking = subnets.filter(({ zoneId }) => !zones.has(zoneId));
  if (lacking.length > 0) {
    faults.push({
      code: 'endpoint-in-too-few-zones',
      where,
      reason: `${id} (${service}) is not in ${[...new Set(lacking.map(({ zoneId }) => zoneId))].join(', ')}`,
      remedy: 'add a subnet of each zone to it',
      mend: [`aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${id} --add-subnet-ids ${onePerZone(lacking).join(' ')}`],
    });
  }
  return faults;
}

function unrouted(gateways: Endpoint[], subnets: Subnet[], tables: RouteTable[]): (Verdict & { code: Code })[] {
  const routed = gateways.flatMap(({ routeTableIds }) => routeTableIds);
  const lacking = subnets.filter(({ subnetId }) => {
    const table = tableOf(tables, subnetId);
    return table !== undefined && !routed.includes(table.routeTableId);
  });
  const [endpoint] = gateways;
  if (lacking.length === 0 || !endpoint) return [];
  const { vpcEndpointId: id, service } = endpoint;
  const missing = [...new Set(lacking.flatMap(({ subnetId }) => tableOf(tables, subnetId)?.routeTableId ?? []))];
  return [
    {
      code: 'gateway-endpoint-not-routed',
      where: at('endpoint', id),
      reason: `${id} (${service}) has no route from ${lacking.map(({ subnetId }) => subnetId).join(', ')}`,
      remedy: `add it to ${missing.join(', ')}`,
      mend: [`aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${id} --add-route-table-ids ${missing.join(' ')}`],
    },
  ];
}

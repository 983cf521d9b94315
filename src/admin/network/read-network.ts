import { describeAvailabilityZones } from '../../aws/availability-zone';
import type { SageMaker } from '../../aws/client';
import { describeDomainNetwork } from '../../aws/domain-network';
import type { Ec2 } from '../../aws/ec2';
import { type Efs, findMountTargets } from '../../aws/efs-mount-target';
import { instanceTypeOfferings } from '../../aws/instance-type-offering';
import { prefixListCidrs } from '../../aws/managed-prefix-list';
import { describeNatGateways } from '../../aws/nat-gateway';
import { describeRouteTables } from '../../aws/route-table';
import { describeSecurityGroups } from '../../aws/security-group';
import { describeSubnets } from '../../aws/subnet';
import { describeVpc, describeVpcDns } from '../../aws/vpc';
import { describeVpcEndpoints } from '../../aws/vpc-endpoint';
import { type Fact, type Facts, type Gap, known, none, notRead } from '../findings/fact';
import { groupsByDefault, groupsOfAll } from './app-groups';
import { crowdsOf } from './crowds';
import { after, factOf } from './read-fact';
import type { Use } from './rules/endpoint-needs';
import type {
  AppGroups,
  DomainNetwork,
  FileSystem,
  NetworkFacts,
  Policy,
  RouteTable,
  SecurityGroup,
} from './rules/live-network';

/** How AWS is reached. */
export interface Sources {
  sagemaker: SageMaker;
  ec2: Ec2;
  efs: Efs;
}

/** What the network shall be, and what is known of it beside what AWS tells. */
export interface Wishes {
  internet?: 'expected' | 'forbidden';
  isolation: 'per-profile' | 'none';
  /** Whether each user profile's own groups and file systems are looked at; with isolation they are. */
  userProfiles?: 'each';
  uses: Use[];
  instanceTypes: string[];
  /** People who work at the same time; all user profiles where it is not said. */
  users?: number;
  appsEach: number;
  growth: number;
  policies: Policy[];
}

/** Reads all that the rules judge. Rejects with `AwsError` where there is no such domain, or nothing can be read at all. */
export async function readNetwork(
  sources: Sources,
  domainId: string,
  region: string,
  wishes: Wishes,
): Promise<Facts<NetworkFacts>> {
  const { sagemaker, ec2, efs } = sources;
  const described = await describedDomain(sagemaker, domainId, region);
  const domain = await after(described, ({ domain: value }) => known(value));
  const vpcId = await after(described, ({ vpcId: id }) =>
    id === undefined ? none(`${domainId} has no VPC`) : known(id),
  );
  const vpc = await after(vpcId, (id) => factOf(id, () => describeVpc(ec2, id)));
  // What is in a VPC that is not there, or of which no answer comes, is not empty: it is not known, for the same reason.
  // Without the right to describe the VPC, the rest may still be told.
  const place = 'gap' in vpc && vpc.gap.action === undefined ? vpc : vpcId;
  const ofVpc = <T>(what: string, read: (ec2: Ec2, id: string) => Promise<T>) =>
    after(place, (id) => factOf(`${what} of ${id}`, () => read(ec2, id)));
  const [dns, vpcSubnets, zones, routeTables, nats, listed, groups, need] = await Promise.all([
    ofVpc('DNS attributes', describeVpcDns),
    ofVpc('subnets', describeSubnets),
    after(place, () => factOf('zones of the region', () => describeAvailabilityZones(ec2))),
    ofVpc('route tables', describeRouteTables),
    ofVpc('NAT gateways', describeNatGateways),
    ofVpc('endpoints', describeVpcEndpoints),
    ofVpc('security groups', describeSecurityGroups),
    after(domain, (value) =>
      factOf(`user profiles and apps of ${domainId}`, async () => ({
        crowds: await crowdsOf(sagemaker, value, wishes.users),
        appsEach: wishes.appsEach,
        growth: wishes.growth,
      })),
    ),
  ]);
  const ours = <T>(fact: Fact<T>, what: string): Promise<Fact<T>> =>
    after(fact, () => after(domain, (value) => after(vpc, (v) => seen(fact, what, value, v))));
  const endpoints = await ours(listed, 'endpoints');
  const appGroups = await after(domain, (value) => known(groupsByDefault(value)));
  const isolated = wishes.isolation === 'per-profile';
  const profiles = isolated ? 'each' : (wishes.userProfiles ?? 'by-default');
  const profileGroups = await after(domain, (value) => groupsOfAll(sagemaker, value, profiles));
  const [fileSystems, offerings] = await Promise.all([
    after(domain, (value) => after(profileGroups, (groups) => fileSystemsOf(efs, value, groups))),
    after(domain, (value) => offeringsOf(ec2, value, wishes.instanceTypes)),
  ]);
  return {
    domain,
    vpcOnly: await after(domain, (value) =>
      value.access === 'VpcOnly'
        ? known(value)
        : none(`apps of ${domainId} reach AWS and the internet through SageMaker's own network (${value.access})`),
    ),
    vpc,
    dns,
    vpcSubnets,
    subnets: await after(domain, ({ subnetIds }) =>
      after(vpcSubnets, (all) => known(all.filter(({ subnetId }) => subnetIds.includes(subnetId)))),
    ),
    zones,
    routeTables,
    natGateways: await ours(nats, 'NAT gateways'),
    endpoints,
    groups,
    prefixLists: await after(groups, async (all) => known(await prefixListsOf(ec2, all, routeTables))),
    appGroups,
    profileGroups,
    fileSystems,
    offerings,
    need,
    policies: await after(endpoints, (all) =>
      known([
        ...wishes.policies,
        ...all.flatMap(({ vpcEndpointId, policy }) =>
          policy === undefined
            ? []
            : [{ name: `policy of ${vpcEndpointId}`, document: policy, through: 'endpoint' as const }],
        ),
      ]),
    ),
    uses: await after(domain, (value) => known(usesOf(value, wishes.uses))),
    internetExpected: wish(wishes.internet === 'expected', '--internet expected'),
    isolated: wish(isolated, '--isolated'),
    internetForbidden: wish(wishes.internet === 'forbidden', '--internet forbidden'),
  };
}

const wish = (asked: boolean, option: string): Fact<true> => (asked ? known(true) : none(`not asked for (${option})`));

/** A domain that is not there is a mistake of who asks; one that may not be read is a gap. */
export async function describedDomain(sagemaker: SageMaker, domainId: string, region: string) {
  const read = async () => {
    const { vpcId, ...domain } = await describeDomainNetwork(sagemaker, domainId);
    return { domain: { accountId: '', ...domain, region: domain.region ?? region }, vpcId };
  };
  return factOf(`domain ${domainId}`, read, ['credentials', 'not-found']);
}

/** In a VPC that another account shares, its owner's endpoints and gateways are not to be seen (VPC user guide). */
function seen<T>(fact: Fact<T>, what: string, { accountId }: DomainNetwork, vpc: { vpcId: string; ownerId?: string }) {
  if (vpc.ownerId === undefined || accountId === '' || vpc.ownerId === accountId) return fact;
  return notRead({
    what: `${what} of ${vpc.vpcId}`,
    why: `the VPC is shared by account ${vpc.ownerId}, and this account (${accountId}) does not see what is its owner's`,
    remedy: `run this with credentials of account ${vpc.ownerId} that may also read the domain, or look there`,
  });
}

/** The home file system, and custom ones of EFS, each read by itself. */
async function fileSystemsOf(
  efs: Efs,
  { domainId, homeEfsFileSystemId: home }: DomainNetwork,
  groups: AppGroups[],
): Promise<Fact<NetworkFacts['fileSystems']>> {
  const custom = new Set(groups.flatMap(({ efsFileSystemIds }) => efsFileSystemIds));
  const all = [
    ...(home === undefined ? [] : [{ id: home, of: 'home' as const }]),
    ...[...custom].map((id) => ({ id, of: 'custom' as const })),
  ];
  if (all.length === 0) return none(`${domainId} has no file system of EFS`);
  return factOf(`mount targets of ${all.map(({ id }) => id).join(', ')}`, async () => {
    const systems: FileSystem[] = [];
    for (const { id, of } of all) {
      const read = await findMountTargets(efs, id);
      systems.push({ fileSystemId: id, mountTargets: [], of, ...read, there: read !== undefined });
    }
    return systems;
  });
}

async function offeringsOf(ec2: Ec2, domain: DomainNetwork, asked: string[]): Promise<Fact<NetworkFacts['offerings']>> {
  const stated = [...domain.privateSpaces.instanceTypes, ...domain.sharedSpaces.instanceTypes];
  const types = new Set([...asked, ...stated].flatMap((type) => (isOfEc2(type) ? [type.slice(3)] : [])));
  if (types.size === 0) return none('no instance type is named (--instance-types)');
  return factOf('instance types that zones offer', () => instanceTypeOfferings(ec2, [...types].sort()));
}

/** `system` and SageMaker's geospatial instances are of no type of EC2's. */
const isOfEc2 = (type: string) => type.startsWith('ml.') && !type.startsWith('ml.geospatial.');

function usesOf({ privateSpaces, sharedSpaces }: DomainNetwork, asked: Use[]): ReadonlySet<Use> {
  const all = new Set(asked);
  if (privateSpaces.customImages || sharedSpaces.customImages) all.add('custom-images');
  if (privateSpaces.emr || sharedSpaces.emr) all.add('emr');
  return all;
}

/** Lists that groups name, and those that gateway endpoints stand for; one that cannot be read hides nothing else. */
async function prefixListsOf(ec2: Ec2, groups: SecurityGroup[], tables: Fact<RouteTable[]>) {
  const named = groups.flatMap(({ admits, sends }) =>
    [...admits, ...sends].flatMap(({ prefixListIds }) => prefixListIds),
  );
  const routed = ('known' in tables ? tables.known : []).flatMap(({ routes }) =>
    routes.flatMap(({ destination, target }) =>
      target.startsWith('vpce-') && destination.startsWith('pl-') ? destination : [],
    ),
  );
  const lists = new Map<string, string[] | Gap>();
  await Promise.all(
    [...new Set([...named, ...routed])].map(async (id) => {
      const read = await factOf(`prefix list ${id}`, () => prefixListCidrs(ec2, id));
      if ('known' in read) lists.set(id, read.known);
      else if ('gap' in read) lists.set(id, read.gap);
    }),
  );
  return lists;
}

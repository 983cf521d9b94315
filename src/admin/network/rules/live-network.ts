import type { Gap } from '../../findings/fact';
import type { Use } from './endpoint-needs';

/** What a level of a domain's settings says of the network. */
export interface StatedNetwork {
  groupIds: string[];
  efsFileSystemIds: string[];
  lustreFileSystemIds: string[];
  customImages: boolean;
  emr: boolean;
  instanceTypes: string[];
}

export interface DomainNetwork {
  domainId: string;
  region: string;
  accountId: string;
  access: string;
  subnetIds: string[];
  dualstack: boolean;
  domainGroupIds: string[];
  privateSpaces: StatedNetwork;
  sharedSpaces: StatedNetwork;
  homeEfsFileSystemId?: string;
}

export interface Vpc {
  vpcId: string;
  cidrs: string[];
  tenancy: string;
  ownerId?: string;
}

export interface Subnet {
  subnetId: string;
  zoneId: string;
  zoneName: string;
  /** Addresses that are free now. */
  free: number;
  /** Absent where it has IPv6 alone. */
  cidr?: string;
  ipv6: string[];
  ownerId?: string;
}

export interface Route {
  destination: string;
  target: string;
  state: string;
}

export interface RouteTable {
  routeTableId: string;
  main: boolean;
  subnetIds: string[];
  routes: Route[];
}

export interface NatGateway {
  natGatewayId: string;
  state: string;
  connectivity: string;
  publicIps: string[];
}

export interface Endpoint {
  vpcEndpointId: string;
  service: string;
  type: string;
  state: string;
  privateDns: boolean;
  subnetIds: string[];
  routeTableIds: string[];
  groupIds: string[];
}

/** What a security group admits or sends: a protocol and ports, and with whom. */
export interface Allowance {
  protocol: string;
  fromPort: number;
  toPort: number;
  groupIds: string[];
  cidrs: string[];
  prefixListIds: string[];
}

export interface SecurityGroup {
  groupId: string;
  name: string;
  admits: Allowance[];
  sends: Allowance[];
}

/** The groups that some apps carry, and the file systems that they mount besides the home one. */
export interface AppGroups {
  /** In words: `private spaces`, `user profile ana`. */
  who: string;
  groupIds: string[];
  efsFileSystemIds: string[];
  lustreFileSystemIds: string[];
}

export interface FileSystem {
  fileSystemId: string;
  of: 'home' | 'custom';
  /** Whether there is one in this account and region. */
  there: boolean;
  mountTargets: { mountTargetId: string; subnetId: string; state: string; groupIds: string[]; vpcId?: string }[];
  /** The one zone that it can have a mount target in. */
  oneZone?: string;
}

/** The people of a domain that takes its addresses from the same subnets, and how many apps run there now. */
export interface Crowd {
  domainId: string;
  people: number;
  running: number;
}

export interface AddressNeed {
  crowds: Crowd[];
  /** Apps that each runs at once, and percent by which they will grow. */
  appsEach: number;
  growth: number;
}

export interface Policy {
  /** In words: `policy of endpoint vpce-…`. */
  name: string;
  document: string;
  /** What judges by it: an endpoint, for what passes through it; or IAM. */
  through: 'endpoint' | 'iam';
}

/** What there is to read of a domain's network, and what it shall be. */
export interface NetworkFacts {
  domain: DomainNetwork;
  /** The domain, where its apps reach everything through the VPC. */
  vpcOnly: DomainNetwork;
  vpc: Vpc;
  dns: { enableDnsSupport: boolean; enableDnsHostnames: boolean };
  /** The domain's own, and all of the VPC. */
  subnets: Subnet[];
  vpcSubnets: Subnet[];
  zones: { zoneId: string; zoneType: string }[];
  routeTables: RouteTable[];
  natGateways: NatGateway[];
  endpoints: Endpoint[];
  groups: SecurityGroup[];
  /** The ranges of each prefix list that a group names, or why they are not known. */
  prefixLists: ReadonlyMap<string, string[] | Gap>;
  appGroups: AppGroups[];
  /** The same with each user profile's own, where these are asked for. */
  profileGroups: AppGroups[];
  fileSystems: FileSystem[];
  offerings: { instanceType: string; zoneIds: string[] }[];
  need: AddressNeed;
  policies: Policy[];
  uses: ReadonlySet<Use>;
  isolated: true;
  internetExpected: true;
  internetForbidden: true;
}

/** Where a finding stands: the id of what it is about, and in words. */
export interface NetworkResource {
  id: string;
  text: string;
}

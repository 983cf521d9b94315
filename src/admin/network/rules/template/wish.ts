import type { Use } from '../endpoint-needs';

/** A VPC that is there already, as far as a template must know it. */
export interface ExistingVpc {
  vpcId: string;
  region: string;
  /** Interface endpoints that it has: a service's private name can be given once in a VPC. */
  endpoints: { service: string; groupIds: string[] }[];
}

/** What is wanted of a network. */
export interface TemplateWish {
  /** One subnet a zone: its range, and the zone's id where it is said. */
  subnets: { cidr: string; zoneId?: string }[];
  vpc: { cidr: string } | ExistingVpc;
  uses: ReadonlySet<Use>;
  /** Where the stack will be, where it is known: AWS China has names of its own. */
  region?: string;
  /** Where people's browsers are, where Studio is to be opened by private addresses. */
  companyCidr?: string;
  /** Whether custom file systems are to be mounted. */
  customFileSystems: 'some' | 'none';
}

import { rulesPage } from '../findings/page';
import { networkRules } from './check';
import type { NetworkFacts } from './rules/live-network';

/** The facts in words, for the page of findings. */
const factNames: Record<keyof NetworkFacts, string> = {
  domain: "the domain's settings",
  vpcOnly: 'a domain in VpcOnly mode',
  vpc: 'the VPC',
  dns: 'its DNS attributes',
  subnets: "the domain's subnets",
  vpcSubnets: 'all subnets of the VPC',
  zones: 'the zones of the region',
  routeTables: 'route tables',
  natGateways: 'NAT gateways',
  endpoints: 'endpoints',
  groups: 'security groups',
  prefixLists: 'prefix lists',
  appGroups: "the apps' security groups",
  profileGroups: "apps' security groups and file systems; with `--user-profiles` those of each user profile",
  isolated: '`--isolated`',
  fileSystems: 'file systems of EFS and their mount targets',
  offerings: 'instance types that zones offer',
  need: 'user profiles and apps of all domains in these subnets',
  policies: 'policies of endpoints, and those given with `--policies`',
  uses: 'what the domain uses, by its settings and `--uses`',
  internetExpected: '`--internet expected`',
  internetForbidden: '`--internet forbidden`',
};

/** The page of everything that is found in networks: `docs/network-findings.md`. */
export const networkFindingsPage = (): string =>
  rulesPage(networkRules, {
    title: 'Network findings',
    intro:
      'What `studiolo network check` finds, by name. Errors keep apps from starting or working, warnings harm you, notes are worth knowing. [A network for Studio](network.md) says how to use it, and how to accept a finding.',
    language: () => 'text',
    facts: factNames,
  });

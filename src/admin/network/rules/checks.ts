import { appGroupsMissing } from './findings/app-groups-missing';
import { appsReachEachOther } from './findings/apps-reach-each-other';
import { dedicatedTenancy } from './findings/dedicated-tenancy';
import { dnsOff } from './findings/dns-off';
import { endpointClosed, gatewayEndpointClosed } from './findings/endpoint-closed';
import { endpoints } from './findings/endpoints';
import { fileSystemClosed } from './findings/file-system-closed';
import { fileSystemMissing } from './findings/file-system-missing';
import { fileSystemNotJudged } from './findings/file-system-not-judged';
import { groupSharedByProfiles } from './findings/group-shared-by-profiles';
import { instanceTypeNotOffered } from './findings/instance-type-not-offered';
import { internetMissing, internetMissingByGroup, routeToInternetGateway } from './findings/internet';
import { internetOpen, internetOpenByMode } from './findings/internet-open';
import { mountTargetMissing } from './findings/mount-target-missing';
import { nfsGroupsChanged } from './findings/nfs-groups-changed';
import { securityGroupMissing } from './findings/security-group-missing';
import { singleZone } from './findings/single-zone';
import { sourceIpBehindSharedEgress } from './findings/source-ip-behind-shared-egress';
import { subnetAddressFamily } from './findings/subnet-address-family';
import { subnetInLocalZone } from './findings/subnet-in-local-zone';
import { subnetMissing } from './findings/subnet-missing';
import { addresses } from './findings/too-few-addresses';

/** Everything that is judged of a domain's network. */
export const networkChecks = [
  addresses,
  subnetMissing,
  subnetAddressFamily,
  subnetInLocalZone,
  singleZone,
  dedicatedTenancy,
  dnsOff,
  endpoints,
  endpointClosed,
  gatewayEndpointClosed,
  appGroupsMissing,
  securityGroupMissing,
  appsReachEachOther,
  groupSharedByProfiles,
  fileSystemMissing,
  fileSystemClosed,
  fileSystemNotJudged,
  nfsGroupsChanged,
  mountTargetMissing,
  routeToInternetGateway,
  internetMissing,
  internetMissingByGroup,
  internetOpen,
  internetOpenByMode,
  instanceTypeNotOffered,
  sourceIpBehindSharedEgress,
];

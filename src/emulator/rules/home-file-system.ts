import type { Caller } from '../caller';
import type { DomainRecord, FileSystemRecord, MountTarget, NfsGroupsRecord } from '../state/records';
import type { Transaction } from '../state/transaction';
import { newHexadecimals } from './identifiers';
import { partitionOf } from '../region';

/** NFS, and the port of Lustre's that the two groups have open as well (administration facts, A6). */
const PORTS = [2049, 988];

type Account = Pick<Caller, 'accountId' | 'region'>;
type Times = Pick<FileSystemRecord, 'CreationTime' | 'LastModifiedTime'>;
type HomeOf = Pick<DomainRecord, 'arn' | 'DomainId' | 'HomeEfsFileSystemId' | 'settings'>;

/**
 * What a domain with a home file system brings: the file system, tagged with the domain's ARN, a mount target in each
 * of its subnets, and the two security groups between those and the apps (administration facts, A6). Without a VPC there
 * is nothing to mount it from. Assumptions: the domain's id is its creation token, and the two rules are all that the
 * groups have.
 */
export function homeFileSystem(
  { accountId, region }: Account,
  domain: HomeOf & Times,
): (FileSystemRecord | NfsGroupsRecord)[] {
  const { HomeEfsFileSystemId: FileSystemId, DomainId, settings, CreationTime, LastModifiedTime } = domain;
  if (FileSystemId === undefined) return [];
  const { VpcId, SubnetIds = [], HomeEfsFileSystemKmsKeyId, KmsKeyId } = settings;
  const times = { CreationTime, LastModifiedTime };
  const fileSystem: FileSystemRecord = {
    kind: 'file-system',
    key: FileSystemId,
    arn: `arn:${partitionOf(region)}:elasticfilesystem:${region}:${accountId}:file-system/${FileSystemId}`,
    FileSystemId,
    DomainId,
    KmsKeyId: KmsKeyId ?? HomeEfsFileSystemKmsKeyId,
    mountTargets: VpcId === undefined ? [] : SubnetIds.map((subnet) => mountTarget(VpcId, subnet)),
    tags: { ManagedByAmazonSageMakerResource: domain.arn },
    ...times,
  };
  return VpcId === undefined ? [fileSystem] : [fileSystem, nfsGroups({ accountId, region }, DomainId, VpcId, times)];
}

/**
 * What an update of a domain's subnets does to its file system, if that is still there. Assumptions, as no source tells:
 * each subnet that is added gets a mount target, as each had at the beginning; one that is no longer named keeps its
 * own, which hinders the subnet's deletion until somebody deletes it.
 */
export function mountedIn(
  account: Account,
  { before, after, state, now }: { before: HomeOf; after: HomeOf; state: Pick<Transaction, 'get'>; now: number },
): (FileSystemRecord | NfsGroupsRecord)[] {
  const { VpcId, SubnetIds = [] } = after.settings;
  const fileSystem = state.get('file-system', after.HomeEfsFileSystemId ?? '');
  if (!fileSystem || VpcId === undefined) return [];
  const has = (subnet: string) => fileSystem.mountTargets.some(({ SubnetId }) => SubnetId === subnet);
  const added = SubnetIds.filter((subnet) => !before.settings.SubnetIds?.includes(subnet) && !has(subnet));
  if (added.length === 0) return [];
  const mountTargets = [...fileSystem.mountTargets, ...added.map((subnet) => mountTarget(VpcId, subnet))];
  const mounted: FileSystemRecord = { ...fileSystem, mountTargets };
  // A domain that was made without a VPC has none yet.
  if (state.get('nfs-groups', after.DomainId)) return [mounted];
  return [mounted, nfsGroups(account, after.DomainId, VpcId, { CreationTime: now, LastModifiedTime: now })];
}

const mountTarget = (VpcId: string, SubnetId: string): MountTarget => ({
  MountTargetId: `fsmt-${newHexadecimals()}`,
  SubnetId,
  VpcId,
});

function nfsGroups({ accountId, region }: Account, DomainId: string, VpcId: string, times: Times): NfsGroupsRecord {
  const [inbound, outbound] = [`sg-${newHexadecimals()}`, `sg-${newHexadecimals()}`];
  return {
    kind: 'nfs-groups',
    key: DomainId,
    arn: `arn:${partitionOf(region)}:ec2:${region}:${accountId}:security-group/${inbound}`,
    DomainId,
    VpcId,
    groups: [
      { side: 'inbound', GroupId: inbound, ports: PORTS },
      { side: 'outbound', GroupId: outbound, ports: PORTS },
    ],
    tags: {},
    ...times,
  };
}

/** The name that SageMaker gives a group (administration facts, A6). */
export const nfsGroupName = (side: 'inbound' | 'outbound', domainId: string) =>
  `security-group-for-${side}-nfs-${domainId}`;

/** Its description: that it begins so is known, the rest is ours. */
export const nfsGroupDescription = (side: 'inbound' | 'outbound', domainId: string) =>
  `[DO NOT DELETE] Security Group that allows ${side} NFS traffic for SageMaker Notebooks Domain [${domainId}]`;

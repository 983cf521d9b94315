import type { Caller } from '../operation';
import type { DomainRecord, FileSystemRecord, NfsGroupsRecord } from '../state/records';
import { newHexadecimals } from './identifiers';

/** NFS, and the port of Lustre's that the two groups have open as well (administration facts, A6). */
const PORTS = [2049, 988];

/**
 * What a domain with a home file system brings: the file system, tagged with the domain's ARN, a mount target in each
 * of its subnets, and the two security groups between those and the apps (administration facts, A6). Without a VPC there
 * is nothing to mount it from. Assumptions: the domain's id is its creation token, and the two rules are all that the
 * groups have.
 */
export function homeFileSystem(
  { accountId, region }: Pick<Caller, 'accountId' | 'region'>,
  domain: Pick<
    DomainRecord,
    'arn' | 'DomainId' | 'HomeEfsFileSystemId' | 'settings' | 'CreationTime' | 'LastModifiedTime'
  >,
): (FileSystemRecord | NfsGroupsRecord)[] {
  const { HomeEfsFileSystemId: FileSystemId, DomainId, settings, CreationTime, LastModifiedTime } = domain;
  if (FileSystemId === undefined) return [];
  const { VpcId, SubnetIds = [], HomeEfsFileSystemKmsKeyId, KmsKeyId } = settings;
  const subnets = VpcId === undefined ? [] : SubnetIds;
  const [inbound, outbound] = [`sg-${newHexadecimals()}`, `sg-${newHexadecimals()}`];
  const times = { CreationTime, LastModifiedTime };
  const fileSystem: FileSystemRecord = {
    kind: 'file-system',
    key: FileSystemId,
    arn: `arn:aws:elasticfilesystem:${region}:${accountId}:file-system/${FileSystemId}`,
    FileSystemId,
    DomainId,
    KmsKeyId: KmsKeyId ?? HomeEfsFileSystemKmsKeyId,
    mountTargets: subnets.map((SubnetId) => ({
      MountTargetId: `fsmt-${newHexadecimals()}`,
      SubnetId,
      VpcId: VpcId ?? '',
    })),
    tags: { ManagedByAmazonSageMakerResource: domain.arn },
    ...times,
  };
  if (VpcId === undefined) return [fileSystem];
  return [
    fileSystem,
    {
      kind: 'nfs-groups',
      key: DomainId,
      arn: `arn:aws:ec2:${region}:${accountId}:security-group/${inbound}`,
      DomainId,
      VpcId,
      groups: [
        { side: 'inbound', GroupId: inbound, ports: PORTS },
        { side: 'outbound', GroupId: outbound, ports: PORTS },
      ],
      tags: {},
      ...times,
    },
  ];
}

/** The name that SageMaker gives a group (administration facts, A6). */
export const nfsGroupName = (side: 'inbound' | 'outbound', domainId: string) =>
  `security-group-for-${side}-nfs-${domainId}`;

/** Its description: that it begins so is known, the rest is ours. */
export const nfsGroupDescription = (side: 'inbound' | 'outbound', domainId: string) =>
  `[DO NOT DELETE] Security Group that allows ${side} NFS traffic for SageMaker Notebooks Domain [${domainId}]`;

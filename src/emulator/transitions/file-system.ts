import { parseArn } from '../rules/arns';
import type { DomainRecord, FileSystemRecord } from '../state/records';

/**
 * The file system that a deleted domain leaves behind, tagged with the domain's ARN as SageMaker tags it (fact sheet on
 * administration, A2): unless the RetentionPolicy of its deletion says Delete, or it has none.
 */
export function leftBehind(domain: DomainRecord): FileSystemRecord | undefined {
  const { HomeEfsFileSystemId: FileSystemId, DomainId, settings, deletesFileSystem } = domain;
  if (FileSystemId === undefined || deletesFileSystem) return undefined;
  const { region, account } = parseArn(domain.arn);
  return {
    kind: 'file-system',
    key: FileSystemId,
    arn: `arn:aws:elasticfilesystem:${region}:${account}:file-system/${FileSystemId}`,
    FileSystemId,
    DomainId,
    DomainName: settings.DomainName,
    tags: { ManagedByAmazonSageMakerResource: domain.arn },
    CreationTime: domain.CreationTime,
    LastModifiedTime: domain.LastModifiedTime,
  };
}

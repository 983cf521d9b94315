import type { FileSystemRecord } from '../../state/records';
import { tagList } from '../../rules/tagged';
import { existingFileSystem, fileSystemArn } from './existing';
import { operation } from './operation';
import { pageAfter } from './paging';

/** The home file systems of the region's domains, those left behind too: all of them, or one by its id or creation token. */
export const DescribeFileSystems = operation('DescribeFileSystems', {
  resource: (input, caller) => (input.FileSystemId === undefined ? '*' : fileSystemArn(caller, input.FileSystemId)),
  action({ caller, input, state }) {
    const { CreationToken, FileSystemId } = input;
    const found =
      FileSystemId === undefined ? [...state.below('file-system', '*')] : [existingFileSystem(state, FileSystemId)];
    const named = found.filter(({ DomainId }) => CreationToken === undefined || DomainId === CreationToken);
    const { items, NextMarker } = pageAfter(named, ({ key }) => key, input);
    return { Marker: input.Marker, FileSystems: items.map((record) => told(record, caller.accountId)), NextMarker };
  },
});

/** Homes are empty here, and encrypted, as Studio's are [developer guide, encryption at rest]. */
const told = (record: FileSystemRecord, OwnerId: string) => ({
  OwnerId,
  CreationToken: record.DomainId,
  FileSystemId: record.FileSystemId,
  FileSystemArn: record.arn,
  CreationTime: record.CreationTime,
  LifeCycleState: 'available' as const,
  NumberOfMountTargets: record.mountTargets.length,
  SizeInBytes: { Value: 6144, ValueInIA: 0, ValueInStandard: 6144 },
  PerformanceMode: 'generalPurpose' as const,
  ThroughputMode: 'bursting' as const,
  Encrypted: true,
  KmsKeyId: record.KmsKeyId,
  Tags: tagList(record.tags),
});

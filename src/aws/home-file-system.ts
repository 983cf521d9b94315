import {
  DeleteFileSystemCommand,
  DeleteMountTargetCommand,
  DescribeFileSystemsCommand,
  DescribeMountTargetsCommand,
  TagResourceCommand,
  type FileSystemDescription,
} from '@aws-sdk/client-efs';
import type { Efs } from './efs-mount-target';
import { absent } from './image';
import { readPages } from './page';
import { tagList } from './tags';

/** The tag by which SageMaker marks the file system that a domain brought (administration.md, A2). */
const madeFor = 'ManagedByAmazonSageMakerResource';

/** The file system with the homes of a domain, which stays when the domain goes. */
export interface HomeFileSystem {
  fileSystemId: string;
  /** Of the domain that it was made for. */
  domainArn: string;
  bytes: number;
  status: string;
  tags: Readonly<Record<string, string>>;
}

/** Every home file system of the region: DescribeFileSystems, all pages. Rejects with `AwsError`. */
export async function homeFileSystems(efs: Efs): Promise<HomeFileSystem[]> {
  const { items } = await readPages(async (marker) => {
    const answer = await efs.ask(new DescribeFileSystemsCommand({ ...(marker && { Marker: marker }) }));
    return { items: answer.FileSystems ?? [], ...(answer.NextMarker && { nextToken: answer.NextMarker }) };
  });
  return items.map(homeOf).filter(({ domainArn }) => domainArn !== '');
}

/** One of them; nothing where it is gone. Rejects with `AwsError`. */
export async function findHomeFileSystem(efs: Efs, fileSystemId: string): Promise<HomeFileSystem | undefined> {
  const answer = await efs.ask(new DescribeFileSystemsCommand({ FileSystemId: fileSystemId })).catch(absent);
  const [found] = answer?.FileSystems ?? [];
  return found && homeOf(found);
}

function homeOf({ FileSystemId = '', SizeInBytes, LifeCycleState, Tags = [] }: FileSystemDescription): HomeFileSystem {
  const tags = Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
  const status = String(LifeCycleState ?? 'unknown');
  return { fileSystemId: FileSystemId, domainArn: tags[madeFor] ?? '', bytes: SizeInBytes?.Value ?? 0, status, tags };
}

/** TagResource: replaces the values of keys that are there. Rejects with `AwsError`. */
export async function tagFileSystem(efs: Efs, id: string, tags: Readonly<Record<string, string>>): Promise<void> {
  await efs.ask(new TagResourceCommand({ ResourceId: id, Tags: tagList(tags) }));
}

/** DeleteFileSystem: with all that is in it, once it has no mount target. Rejects with `AwsError`. */
export async function deleteFileSystem(efs: Efs, fileSystemId: string): Promise<void> {
  await efs.ask(new DeleteFileSystemCommand({ FileSystemId: fileSystemId }));
}

export interface MountTarget {
  mountTargetId: string;
  subnetId: string;
  status: string;
}

/** DescribeMountTargets of a file system, all pages, by their subnets; none where it is gone. Rejects with `AwsError`. */
export async function mountTargetsOf(efs: Efs, fileSystemId: string): Promise<MountTarget[]> {
  const { items } = await readPages(async (marker) => {
    const request = { FileSystemId: fileSystemId, ...(marker && { Marker: marker }) };
    const answer = await efs.ask(new DescribeMountTargetsCommand(request)).catch(absent);
    return { items: answer?.MountTargets ?? [], ...(answer?.NextMarker && { nextToken: answer.NextMarker }) };
  });
  const targets = items.map(({ MountTargetId = '', SubnetId = '', LifeCycleState }) => ({
    mountTargetId: MountTargetId,
    subnetId: SubnetId,
    status: String(LifeCycleState ?? 'unknown'),
  }));
  return targets.sort((a, b) => (a.subnetId < b.subnetId ? -1 : 1));
}

/** One of them; nothing where it is gone. Rejects with `AwsError`. */
export async function mountTargetStatus(efs: Efs, mountTargetId: string): Promise<string | undefined> {
  const answer = await efs.ask(new DescribeMountTargetsCommand({ MountTargetId: mountTargetId })).catch(absent);
  const [found] = answer?.MountTargets ?? [];
  return found && String(found.LifeCycleState ?? 'unknown');
}

/** DeleteMountTarget. Rejects with `AwsError`. */
export async function deleteMountTarget(efs: Efs, mountTargetId: string): Promise<void> {
  await efs.ask(new DeleteMountTargetCommand({ MountTargetId: mountTargetId }));
}

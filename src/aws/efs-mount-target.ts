import {
  DescribeFileSystemsCommand,
  DescribeMountTargetSecurityGroupsCommand,
  DescribeMountTargetsCommand,
  EFSClient,
  type EFSClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-efs';
import { AwsError } from './errors';
import { readPages } from './page';
import { clientSettings, thorough } from './patience';
import { service, type Service } from './service';

/** EFS, as everything of ours asks it. */
export type Efs = Service<ServiceInputTypes, ServiceOutputTypes, EFSClientResolvedConfig>;

/** A connection to EFS in `region`; credentials and `AWS_ENDPOINT_URL_EFS` are found by the SDK's own rules. */
export const connectEfs = (region: string): Efs =>
  service(new EFSClient({ region, ...clientSettings(thorough) }), { name: 'elasticfilesystem', patience: thorough });

/**
 * A file system's mount targets with their security groups, and the zone that it is bound to; nothing where there is no
 * such file system. Rejects with `AwsError`.
 */
export async function findMountTargets(efs: Efs, fileSystemId: string) {
  try {
    return await describeMountTargets(efs, fileSystemId);
  } catch (error) {
    if (error instanceof AwsError && error.failure.kind === 'not-found') return undefined;
    throw error;
  }
}

async function describeMountTargets(efs: Efs, fileSystemId: string) {
  const systems = await efs.ask(new DescribeFileSystemsCommand({ FileSystemId: fileSystemId }));
  const oneZone = systems.FileSystems?.[0]?.AvailabilityZoneId;
  const { items } = await readPages(async (nextToken) => {
    const answer = await efs.ask(
      new DescribeMountTargetsCommand({ FileSystemId: fileSystemId, ...(nextToken && { Marker: nextToken }) }),
    );
    return { items: answer.MountTargets ?? [], ...(answer.NextMarker && { nextToken: answer.NextMarker }) };
  });
  const mountTargets = [];
  for (const { MountTargetId = '', SubnetId = '', LifeCycleState, VpcId } of items) {
    const groups = await efs.ask(new DescribeMountTargetSecurityGroupsCommand({ MountTargetId }));
    mountTargets.push({
      mountTargetId: MountTargetId,
      subnetId: SubnetId,
      state: String(LifeCycleState ?? 'unknown'),
      groupIds: groups.SecurityGroups ?? [],
      ...(VpcId && { vpcId: VpcId }),
    });
  }
  return { fileSystemId, mountTargets, ...(oneZone && { oneZone }) };
}

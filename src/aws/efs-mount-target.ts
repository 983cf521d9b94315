import {
  DescribeFileSystemsCommand,
  DescribeMountTargetSecurityGroupsCommand,
  DescribeMountTargetsCommand,
  EFSClient,
} from '@aws-sdk/client-efs';
import { answered } from './answered';
import { AwsError, failureOf } from './errors';
import { readPages } from './page';

/** Milliseconds for an answer, with all that it takes. */
const longest = 30_000;

/** A connection to EFS. */
export interface Efs {
  /** Runs `call` for `operation` (its name in the API). Rejects with `AwsError`. */
  ask<Output>(operation: string, call: (client: EFSClient) => Promise<Output>): Promise<Output>;
  close(): void;
}

/** A connection to EFS in `region`; credentials and `AWS_ENDPOINT_URL_EFS` are found by the SDK's own rules. */
export function connectEfs(region: string): Efs {
  const client = new EFSClient({
    region,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });
  return {
    async ask(operation, call) {
      try {
        return await answered(operation, longest, call(client));
      } catch (error) {
        throw error instanceof AwsError ? error : new AwsError(failureOf(error, operation, 'elasticfilesystem'));
      }
    },
    close: () => client.destroy(),
  };
}

/** A file system's mount targets with their security groups, and the zone that it is bound to. Rejects with `AwsError`. */
export async function describeMountTargets(efs: Efs, fileSystemId: string) {
  const systems = await efs.ask('DescribeFileSystems', (client) =>
    client.send(new DescribeFileSystemsCommand({ FileSystemId: fileSystemId })),
  );
  const oneZone = systems.FileSystems?.[0]?.AvailabilityZoneId;
  const { items } = await readPages(async (nextToken) => {
    const answer = await efs.ask('DescribeMountTargets', (client) =>
      client.send(
        new DescribeMountTargetsCommand({ FileSystemId: fileSystemId, ...(nextToken && { Marker: nextToken }) }),
      ),
    );
    return { items: answer.MountTargets ?? [], ...(answer.NextMarker && { nextToken: answer.NextMarker }) };
  });
  const mountTargets = [];
  for (const { MountTargetId = '', SubnetId = '', LifeCycleState } of items) {
    const groups = await efs.ask('DescribeMountTargetSecurityGroups', (client) =>
      client.send(new DescribeMountTargetSecurityGroupsCommand({ MountTargetId })),
    );
    mountTargets.push({
      mountTargetId: MountTargetId,
      subnetId: SubnetId,
      state: String(LifeCycleState ?? 'unknown'),
      groupIds: groups.SecurityGroups ?? [],
    });
  }
  return { fileSystemId, mountTargets, ...(oneZone && { oneZone }) };
}

import {
  BatchDeleteImageCommand,
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeRepositoriesCommand,
  type ECRClient,
} from '@aws-sdk/client-ecr';
import { connectEcr } from './ecr';
import { AwsError, failureOf } from './errors';

/** A repository of a private registry of ECR. */
export interface EcrRepository {
  region: string;
  /** The account whose registry it is in. */
  registryId: string;
  repositoryName: string;
}

/** DescribeRepositories: whether it is there. Rejects with `AwsError`. */
export function hasRepository({ region, registryId, repositoryName }: EcrRepository): Promise<boolean> {
  return asking(region, 'DescribeRepositories', async (client) => {
    try {
      await client.send(new DescribeRepositoriesCommand({ registryId, repositoryNames: [repositoryName] }));
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'RepositoryNotFoundException') return false;
      throw error;
    }
  });
}

/** CreateRepository, with the account's own defaults. Rejects with `AwsError`. */
export async function createRepository({ region, registryId, repositoryName }: EcrRepository): Promise<void> {
  await asking(region, 'CreateRepository', (client) =>
    client.send(new CreateRepositoryCommand({ registryId, repositoryName })),
  );
}

/** DeleteRepository; ECR refuses one that has images. Rejects with `AwsError`. */
export async function deleteRepository({ region, registryId, repositoryName }: EcrRepository): Promise<void> {
  await asking(region, 'DeleteRepository', (client) =>
    client.send(new DeleteRepositoryCommand({ registryId, repositoryName })),
  );
}

/** BatchDeleteImage of one image, its tags included: ECR's registry itself deletes nothing. Rejects with `AwsError`. */
export async function deleteImageByDigest(
  { region, registryId, repositoryName }: EcrRepository,
  imageDigest: string,
): Promise<void> {
  await asking(region, 'BatchDeleteImage', async (client) => {
    const { failures = [] } = await client.send(
      new BatchDeleteImageCommand({ registryId, repositoryName, imageIds: [{ imageDigest }] }),
    );
    const [failure] = failures;
    if (failure) throw new Error(`${failure.failureCode}: ${failure.failureReason}`);
  });
}

async function asking<T>(region: string, operation: string, ask: (client: ECRClient) => Promise<T>): Promise<T> {
  const client = connectEcr(region);
  try {
    return await ask(client);
  } catch (error) {
    throw new AwsError(failureOf(error, operation, 'ecr'));
  } finally {
    client.destroy();
  }
}

import {
  BatchDeleteImageCommand,
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeRepositoriesCommand,
} from '@aws-sdk/client-ecr';
import { connectEcr, type Ecr } from './ecr';
import { AwsError } from './errors';

/** A repository of a private registry of ECR. */
export interface EcrRepository {
  region: string;
  /** The account whose registry it is in. */
  registryId: string;
  repositoryName: string;
}

/** DescribeRepositories: whether it is there. Rejects with `AwsError`. */
export function hasRepository(
  { region, registryId, repositoryName }: EcrRepository,
  ending?: AbortSignal,
): Promise<boolean> {
  return asking(region, ending, async (ecr) => {
    try {
      await ecr.ask(new DescribeRepositoriesCommand({ registryId, repositoryNames: [repositoryName] }));
      return true;
    } catch (error) {
      if (error instanceof AwsError && error.failure.kind === 'not-found') return false;
      throw error;
    }
  });
}

/**
 * CreateRepository, with the account's own defaults. Rejects with `AwsError`, `conflict` where it is there: so it is, too,
 * where it was made and the answer was lost.
 */
export async function createRepository(
  { region, registryId, repositoryName }: EcrRepository,
  ending?: AbortSignal,
): Promise<void> {
  await asking(region, ending, (ecr) => ecr.ask(new CreateRepositoryCommand({ registryId, repositoryName })));
}

/** DeleteRepository; ECR refuses one that has images. Rejects with `AwsError`. */
export async function deleteRepository({ region, registryId, repositoryName }: EcrRepository): Promise<void> {
  await asking(region, undefined, (ecr) => ecr.ask(new DeleteRepositoryCommand({ registryId, repositoryName })));
}

/** BatchDeleteImage of one image, its tags included: ECR's registry itself deletes nothing. Rejects with `AwsError`. */
export async function deleteImageByDigest(
  { region, registryId, repositoryName }: EcrRepository,
  imageDigest: string,
): Promise<void> {
  await asking(region, undefined, async (ecr) => {
    const imageIds = [{ imageDigest }];
    const { failures = [] } = await ecr.ask(new BatchDeleteImageCommand({ registryId, repositoryName, imageIds }));
    const [failure] = failures;
    if (!failure || failure.failureCode === 'ImageNotFound') return;
    const message = [failure.failureCode, failure.failureReason].filter(Boolean).join(': ');
    throw new AwsError({ kind: 'failed', operation: 'BatchDeleteImage', message });
  });
}

async function asking<T>(region: string, ending: AbortSignal | undefined, ask: (ecr: Ecr) => Promise<T>): Promise<T> {
  const ecr = connectEcr(region);
  try {
    return await ask(ending ? ecr.until(ending) : ecr);
  } finally {
    ecr.close();
  }
}

import {
  CreateImageCommand,
  DeleteImageCommand,
  DescribeImageCommand,
  type ImageStatus,
} from '@aws-sdk/client-sagemaker';
import type { SageMaker } from './client';
import { AwsError } from './errors';

/** A SageMaker image: a name for versions, each of which points to a container image in ECR. */
export interface SageMakerImage {
  imageName: string;
  imageArn: string;
  status: ImageStatus;
  failureReason?: string;
}

/** DescribeImage; nothing where there is no such image. Rejects with `AwsError`. */
export async function findImage(sagemaker: SageMaker, imageName: string): Promise<SageMakerImage | undefined> {
  try {
    const answer = await sagemaker.ask(new DescribeImageCommand({ ImageName: imageName }));
    return {
      imageName,
      imageArn: answer.ImageArn ?? '',
      status: answer.ImageStatus ?? 'CREATING',
      ...(answer.FailureReason && { failureReason: answer.FailureReason }),
    };
  } catch (error) {
    return absent(error);
  }
}

/** CreateImage: asks for it; it can be used once `findImage` says `CREATED`. Rejects with `AwsError`. */
export async function createImage(sagemaker: SageMaker, imageName: string, roleArn: string): Promise<void> {
  await sagemaker.ask(new CreateImageCommand({ ImageName: imageName, RoleArn: roleArn }));
}

/** DeleteImage: with all its versions; what is in ECR stays (service model). Rejects with `AwsError`. */
export async function deleteImage(sagemaker: SageMaker, imageName: string): Promise<void> {
  await sagemaker.ask(new DeleteImageCommand({ ImageName: imageName }));
}

/** `undefined` where AWS says that there is none; any other failure goes on. */
export function absent(error: unknown): undefined {
  if (error instanceof AwsError && error.failure.kind === 'not-found') return undefined;
  throw error;
}

import {
  CreateImageVersionCommand,
  DeleteImageVersionCommand,
  DescribeImageVersionCommand,
  ListAliasesCommand,
  ListImageVersionsCommand,
  UpdateImageVersionCommand,
  type ImageVersionStatus,
} from '@aws-sdk/client-sagemaker';
import type { SageMaker } from './client';
import { absent } from './image';
import { readPages } from './page';

export interface ImageVersion {
  imageName: string;
  version: number;
  versionArn: string;
  status: ImageVersionStatus;
  /** The URI in ECR, as given when the version was made; only DescribeImageVersion tells it. */
  baseImage?: string;
  failureReason?: string;
  createdAt?: Date;
  modifiedAt?: Date;
}

/** Which version: by number, by alias, or the latest. */
export type VersionOf = { number: number } | { alias: string } | 'latest';

/** DescribeImageVersion; nothing where there is no such version. Rejects with `AwsError`. */
export async function findImageVersion(
  sagemaker: SageMaker,
  imageName: string,
  which: VersionOf,
): Promise<ImageVersion | undefined> {
  try {
    const answer = await sagemaker.ask(
      new DescribeImageVersionCommand({
        ImageName: imageName,
        ...(which !== 'latest' && ('number' in which ? { Version: which.number } : { Alias: which.alias })),
      }),
    );
    return {
      imageName,
      version: answer.Version ?? 0,
      versionArn: answer.ImageVersionArn ?? '',
      status: answer.ImageVersionStatus ?? 'CREATING',
      ...(answer.BaseImage && { baseImage: answer.BaseImage }),
      ...(answer.FailureReason && { failureReason: answer.FailureReason }),
    };
  } catch (error) {
    return absent(error);
  }
}

/** CreateImageVersion: its ARN. It can be used once it is `CREATED`. Rejects with `AwsError`. */
export async function createImageVersion(
  sagemaker: SageMaker,
  { imageName, baseImage, clientToken }: { imageName: string; baseImage: string; clientToken: string },
): Promise<string> {
  const answer = await sagemaker.ask(
    new CreateImageVersionCommand({ ImageName: imageName, BaseImage: baseImage, ClientToken: clientToken }),
  );
  return answer.ImageVersionArn ?? '';
}

/** DeleteImageVersion: asks for it. Rejects with `AwsError`, `conflict` while it is in use. */
export async function deleteImageVersion(sagemaker: SageMaker, imageName: string, version: number): Promise<void> {
  await sagemaker.ask(new DeleteImageVersionCommand({ ImageName: imageName, Version: version }));
}

/** ListImageVersions, all pages. Rejects with `AwsError`. */
export async function listImageVersions(sagemaker: SageMaker, imageName: string): Promise<ImageVersion[]> {
  const { items } = await readPages(async (nextToken) => {
    const answer = await sagemaker.ask(
      new ListImageVersionsCommand({
        ImageName: imageName,
        MaxResults: 100,
        ...(nextToken && { NextToken: nextToken }),
      }),
    );
    const page = (answer.ImageVersions ?? []).map((item) => ({
      imageName,
      version: item.Version ?? 0,
      versionArn: item.ImageVersionArn ?? '',
      status: item.ImageVersionStatus ?? 'CREATING',
      ...(item.CreationTime && { createdAt: item.CreationTime }),
      ...(item.LastModifiedTime && { modifiedAt: item.LastModifiedTime }),
    }));
    return { items: page, ...(answer.NextToken && { nextToken: answer.NextToken }) };
  });
  return items;
}

/** ListAliases of one version, all pages. Rejects with `AwsError`. */
export async function listAliases(sagemaker: SageMaker, imageName: string, version: number): Promise<string[]> {
  const { items } = await readPages(async (nextToken) => {
    const answer = await sagemaker.ask(
      new ListAliasesCommand({
        ImageName: imageName,
        Version: version,
        MaxResults: 100,
        ...(nextToken && { NextToken: nextToken }),
      }),
    );
    return {
      items: answer.SageMakerImageVersionAliases ?? [],
      ...(answer.NextToken && { nextToken: answer.NextToken }),
    };
  });
  return items;
}

/** UpdateImageVersion: gives aliases to a version, or takes them away. Rejects with `AwsError`. */
export async function changeAliases(
  sagemaker: SageMaker,
  imageName: string,
  version: number,
  aliases: { add?: string[]; remove?: string[] },
): Promise<void> {
  await sagemaker.ask(
    new UpdateImageVersionCommand({
      ImageName: imageName,
      Version: version,
      ...(aliases.add && { AliasesToAdd: aliases.add }),
      ...(aliases.remove && { AliasesToDelete: aliases.remove }),
    }),
  );
}

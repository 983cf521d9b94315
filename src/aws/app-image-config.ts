import {
  CreateAppImageConfigCommand,
  DeleteAppImageConfigCommand,
  DescribeAppImageConfigCommand,
  UpdateAppImageConfigCommand,
  type DescribeAppImageConfigCommandOutput,
} from '@aws-sdk/client-sagemaker';
import type { SageMaker } from './client';
import { AwsError } from './errors';
import { absent } from './image';
import { changedLeaves } from './leaves';
import { tagList } from './tags';

/** An AppImageConfig's content, member by member as in the API. */
export type AppImageConfigContent = Pick<
  DescribeAppImageConfigCommandOutput,
  'KernelGatewayImageConfig' | 'JupyterLabAppImageConfig' | 'CodeEditorAppImageConfig'
>;

/** DescribeAppImageConfig; nothing where there is none of that name. Rejects with `AwsError`. */
export async function findAppImageConfig(
  sagemaker: SageMaker,
  name: string,
): Promise<AppImageConfigContent | undefined> {
  return (await describeAppImageConfig(sagemaker, name))?.content;
}

/** The same, with its ARN. */
export async function describeAppImageConfig(
  sagemaker: SageMaker,
  name: string,
): Promise<{ arn: string; content: AppImageConfigContent } | undefined> {
  try {
    const answer = await sagemaker.ask(new DescribeAppImageConfigCommand({ AppImageConfigName: name }));
    return { arn: answer.AppImageConfigArn ?? '', content: contentOf(answer) };
  } catch (error) {
    return absent(error);
  }
}

/** CreateAppImageConfig. Rejects with `AwsError`, `conflict` where the name is taken. */
export async function createAppImageConfig(
  sagemaker: SageMaker,
  name: string,
  content: AppImageConfigContent,
  tags: Readonly<Record<string, string>> = {},
): Promise<void> {
  const Tags = tagList(tags);
  await sagemaker.ask(
    new CreateAppImageConfigCommand({ AppImageConfigName: name, ...content, ...(Tags.length > 0 && { Tags }) }),
  );
}

/**
 * UpdateAppImageConfig: reads it, and sends the parts in which `change` makes its latest content differ, each whole
 * (`changedLeaves`); nothing where there are none. Resolves with whether anything was sent. Rejects with `AwsError`,
 * `not-found` where it is gone, and with what `change` throws.
 */
export async function changeAppImageConfig(
  sagemaker: SageMaker,
  name: string,
  change: (now: AppImageConfigContent) => AppImageConfigContent,
): Promise<boolean> {
  const now = await findAppImageConfig(sagemaker, name);
  if (!now) {
    const message = `there is no AppImageConfig ${name} any more`;
    throw new AwsError({ kind: 'not-found', operation: 'DescribeAppImageConfig', message });
  }
  const leaves = changedLeaves(now, change(now));
  if (!leaves) return false;
  await sagemaker.ask(new UpdateAppImageConfigCommand({ AppImageConfigName: name, ...leaves }));
  return true;
}

/** DeleteAppImageConfig. Rejects with `AwsError`. */
export async function deleteAppImageConfig(sagemaker: SageMaker, name: string): Promise<void> {
  await sagemaker.ask(new DeleteAppImageConfigCommand({ AppImageConfigName: name }));
}

function contentOf(answer: AppImageConfigContent): AppImageConfigContent {
  const { KernelGatewayImageConfig, JupyterLabAppImageConfig, CodeEditorAppImageConfig } = answer;
  return {
    ...(KernelGatewayImageConfig && { KernelGatewayImageConfig }),
    ...(JupyterLabAppImageConfig && { JupyterLabAppImageConfig }),
    ...(CodeEditorAppImageConfig && { CodeEditorAppImageConfig }),
  };
}

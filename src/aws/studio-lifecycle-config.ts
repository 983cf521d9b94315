import {
  CreateStudioLifecycleConfigCommand,
  DeleteStudioLifecycleConfigCommand,
  DescribeStudioLifecycleConfigCommand,
  ListStudioLifecycleConfigsCommand,
} from '@aws-sdk/client-sagemaker';
import type { SageMaker } from './client';
import { AwsError } from './errors';
import { readPages } from './page';

/** App types that live in spaces: each has lifecycle configurations of its own. */
export type SpaceAppType = 'JupyterLab' | 'CodeEditor';

/** A lifecycle configuration. It never changes: there is no update in the API. */
export interface StudioLifecycleConfig {
  name: string;
  arn: string;
  /** Base64. */
  content: string;
  /** ISO 8601. */
  created: string;
  /** The type of app that it is for. */
  appType: string;
}

/** DescribeStudioLifecycleConfig; nothing where there is none of that name. Rejects with `AwsError`. */
export async function findStudioLifecycleConfig(
  sagemaker: SageMaker,
  name: string,
): Promise<StudioLifecycleConfig | undefined> {
  try {
    const answer = await sagemaker.ask(new DescribeStudioLifecycleConfigCommand({ StudioLifecycleConfigName: name }));
    return {
      name,
      arn: answer.StudioLifecycleConfigArn ?? '',
      content: answer.StudioLifecycleConfigContent ?? '',
      created: answer.CreationTime?.toISOString() ?? '',
      appType: answer.StudioLifecycleConfigAppType ?? '',
    };
  } catch (error) {
    if (error instanceof AwsError && error.failure.kind === 'not-found') return undefined;
    throw error;
  }
}

/** CreateStudioLifecycleConfig: its ARN. Rejects with `AwsError`, `conflict` where the name is taken. */
export async function createStudioLifecycleConfig(
  sagemaker: SageMaker,
  { name, appType, content }: { name: string; appType: SpaceAppType; content: string },
  tags: Readonly<Record<string, string>>,
): Promise<string> {
  const answer = await sagemaker.ask(
    new CreateStudioLifecycleConfigCommand({
      StudioLifecycleConfigName: name,
      StudioLifecycleConfigContent: content,
      StudioLifecycleConfigAppType: appType,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
  return answer.StudioLifecycleConfigArn ?? '';
}

/** DeleteStudioLifecycleConfig. Rejects with `AwsError`, `conflict` while a domain, a profile or an app has it. */
export async function deleteStudioLifecycleConfig(sagemaker: SageMaker, name: string): Promise<void> {
  await sagemaker.ask(new DeleteStudioLifecycleConfigCommand({ StudioLifecycleConfigName: name }));
}

/** ListStudioLifecycleConfigs: those whose name contains `part` (all where that is empty), newest first, without content. Rejects with `AwsError`. */
export async function listStudioLifecycleConfigs(
  sagemaker: SageMaker,
  part: string,
): Promise<{ name: string; arn: string; created: string }[]> {
  const { items } = await readPages(async (nextToken) => {
    const answer = await sagemaker.ask(
      new ListStudioLifecycleConfigsCommand({
        ...(part !== '' && { NameContains: part }),
        MaxResults: 100,
        ...(nextToken && { NextToken: nextToken }),
      }),
    );
    const items = (answer.StudioLifecycleConfigs ?? []).map((item) => ({
      name: item.StudioLifecycleConfigName ?? '',
      arn: item.StudioLifecycleConfigArn ?? '',
      created: item.CreationTime?.toISOString() ?? '',
    }));
    return { items, ...(answer.NextToken && { nextToken: answer.NextToken }) };
  });
  return items;
}

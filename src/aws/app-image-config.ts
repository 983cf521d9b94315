import {
  CreateAppImageConfigCommand,
  DeleteAppImageConfigCommand,
  DescribeAppImageConfigCommand,
  UpdateAppImageConfigCommand,
  type DescribeAppImageConfigCommandOutput,
} from '@aws-sdk/client-sagemaker';
import type { SageMaker } from './client';
import { absent } from './image';

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
  try {
    const answer = await sagemaker.ask('DescribeAppImageConfig', (client) =>
      client.send(new DescribeAppImageConfigCommand({ AppImageConfigName: name })),
    );
    return contentOf(answer);
  } catch (error) {
    return absent(error);
  }
}

/** CreateAppImageConfig. Rejects with `AwsError`, `conflict` where the name is taken. */
export async function createAppImageConfig(
  sagemaker: SageMaker,
  name: string,
  content: AppImageConfigContent,
): Promise<void> {
  await sagemaker.ask('CreateAppImageConfig', (client) =>
    client.send(new CreateAppImageConfigCommand({ AppImageConfigName: name, ...content })),
  );
}

/** UpdateAppImageConfig: what is omitted stays. Rejects with `AwsError`. */
export async function updateAppImageConfig(
  sagemaker: SageMaker,
  name: string,
  content: AppImageConfigContent,
): Promise<void> {
  await sagemaker.ask('UpdateAppImageConfig', (client) =>
    client.send(new UpdateAppImageConfigCommand({ AppImageConfigName: name, ...content })),
  );
}

/** DeleteAppImageConfig. Rejects with `AwsError`. */
export async function deleteAppImageConfig(sagemaker: SageMaker, name: string): Promise<void> {
  await sagemaker.ask('DeleteAppImageConfig', (client) =>
    client.send(new DeleteAppImageConfigCommand({ AppImageConfigName: name })),
  );
}

function contentOf(answer: AppImageConfigContent): AppImageConfigContent {
  const { KernelGatewayImageConfig, JupyterLabAppImageConfig, CodeEditorAppImageConfig } = answer;
  return {
    ...(KernelGatewayImageConfig && { KernelGatewayImageConfig }),
    ...(JupyterLabAppImageConfig && { JupyterLabAppImageConfig }),
    ...(CodeEditorAppImageConfig && { CodeEditorAppImageConfig }),
  };
}

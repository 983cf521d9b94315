import { AddTagsCommand, DeleteTagsCommand, ListTagsCommand } from '@aws-sdk/client-sagemaker';
import type { SageMaker } from './client';

/** Tags as AWS's requests have them. */
export const tagList = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** ListTags: at most 50 stand on a resource (service model), so one page holds them. Rejects with `AwsError`. */
export async function listTags(sagemaker: SageMaker, arn: string): Promise<Record<string, string>> {
  const answer = await sagemaker.ask(new ListTagsCommand({ ResourceArn: arn, MaxResults: 50 }));
  return Object.fromEntries((answer.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** AddTags: replaces the values of keys that are there. Rejects with `AwsError`. */
export async function addTags(
  sagemaker: SageMaker,
  arn: string,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  await sagemaker.ask(new AddTagsCommand({ ResourceArn: arn, Tags: tagList(tags) }));
}

/** DeleteTags: keys that are not there are no error. Rejects with `AwsError`. */
export async function deleteTags(sagemaker: SageMaker, arn: string, keys: readonly string[]): Promise<void> {
  await sagemaker.ask(new DeleteTagsCommand({ ResourceArn: arn, TagKeys: [...keys] }));
}

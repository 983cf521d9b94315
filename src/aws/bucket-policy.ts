import { GetBucketPolicyCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { absent } from './image';
import { readPages } from './page';
import type { S3 } from './s3-object';

/** ListBuckets: the names of the account's buckets, of all regions. Rejects with `AwsError`. */
export async function listBuckets(s3: S3): Promise<string[]> {
  const { items } = await readPages(async (ContinuationToken) => {
    const answer = await s3.ask(
      new ListBucketsCommand({ MaxBuckets: 1000, ...(ContinuationToken && { ContinuationToken }) }),
    );
    const names = (answer.Buckets ?? []).flatMap(({ Name }) => Name ?? []);
    return { items: names, ...(answer.ContinuationToken && { nextToken: answer.ContinuationToken }) };
  });
  return items;
}

/** GetBucketPolicy: its text; nothing where the bucket has none, or is not there. Rejects with `AwsError`. */
export async function bucketPolicy(s3: S3, Bucket: string): Promise<string | undefined> {
  return (await s3.ask(new GetBucketPolicyCommand({ Bucket })).catch(absent))?.Policy;
}

import {
  DeleteObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AwsError, failureOf } from './errors';
import { readPages } from './page';

/** An object of S3. */
export interface S3Place {
  bucket: string;
  key: string;
}

/** A connection to S3 in `region`; credentials and `AWS_ENDPOINT_URL_S3` are found by the SDK's own rules. */
export type S3 = S3Client;
export const connectS3 = (region: string): S3 => new S3Client({ region, maxAttempts: 3 });

/**
 * HeadObject: whether what `putObject` put there, of this size and SHA-256 (hexadecimal), is known to be there. S3 answers 403
 * for one that is not there to who may not list the bucket, so that counts as not known. Rejects with `AwsError`.
 */
export async function hasObject(
  s3: S3Client,
  { bucket, key }: S3Place,
  sha256: string,
  bytes: number,
): Promise<boolean> {
  try {
    const answer = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return answer.ContentLength === bytes && answer.Metadata?.['sha256'] === sha256;
  } catch (error) {
    const status = statusOf(error);
    if (status === 404 || status === 403) return false;
    throw refused(error, 'HeadObject', 's3:GetObject');
  }
}

/** PutObject, with the SHA-256 (hexadecimal) that S3 must find in what it received. Rejects with `AwsError`. */
export async function putObject(
  s3: S3Client,
  { bucket, key }: S3Place,
  body: Uint8Array,
  sha256: string,
): Promise<void> {
  try {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ChecksumSHA256: base64(sha256),
        Metadata: { sha256 },
      }),
    );
  } catch (error) {
    throw refused(error, 'PutObject', 's3:PutObject');
  }
}

/** ListObjectsV2: the keys that begin with `prefix`. Rejects with `AwsError`. */
export async function listObjects(s3: S3Client, bucket: string, prefix: string): Promise<string[]> {
  const { items } = await readPages(async (nextToken) => {
    try {
      const answer = await s3.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          ...(nextToken && { ContinuationToken: nextToken }),
        }),
      );
      const items = (answer.Contents ?? []).flatMap(({ Key }) => Key ?? []);
      return { items, ...(answer.NextContinuationToken && { nextToken: answer.NextContinuationToken }) };
    } catch (error) {
      throw refused(error, 'ListObjectsV2', 's3:ListBucket');
    }
  });
  return items;
}

/** DeleteObject; one that is not there is no error. Rejects with `AwsError`. */
export async function deleteObject(s3: S3Client, { bucket, key }: S3Place): Promise<void> {
  try {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  } catch (error) {
    throw refused(error, 'DeleteObject', 's3:DeleteObject');
  }
}

const base64 = (hexadecimal: string) => Buffer.from(hexadecimal, 'hex').toString('base64');

/** A HEAD has no body, so S3 can only say 403; what a bucket in another region answers has a status of 301. */
function refused(error: unknown, operation: string, action: string): AwsError {
  const failure = failureOf(error, operation);
  const status = statusOf(error);
  if (status === 403) return new AwsError({ kind: 'permission', action, message: failure.message });
  if (status === 301) {
    return new AwsError({ kind: 'conflict', operation, message: 'the bucket is in another region; name its region' });
  }
  return new AwsError(status === 404 ? { kind: 'not-found', operation, message: failure.message } : failure);
}

function statusOf(error: unknown): number | undefined {
  const metadata = error instanceof Error && '$metadata' in error ? error.$metadata : undefined;
  const status = metadata instanceof Object && 'httpStatusCode' in metadata ? metadata.httpStatusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}

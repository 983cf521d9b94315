import {
  DeleteObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type S3ClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-s3';
import type { S3Uri } from '../studio/s3-uri';
import { AwsError } from './errors';
import { readPages } from './page';
import { clientSettings, type Patience, thorough } from './patience';
import { service, type Service } from './service';

/** S3, as everything of ours asks it. */
export type S3 = Service<ServiceInputTypes, ServiceOutputTypes, S3ClientResolvedConfig>;

/** An object is sent in one go, so it has more time; what stands still ends all the same. */
const forObjects: Patience = { ...thorough, whole: 120_000 };

/** A connection to S3 in `region`; credentials and `AWS_ENDPOINT_URL_S3` are found by the SDK's own rules. */
export function connectS3(region: string, patience = forObjects): S3 {
  const { requestHandler, ...settings } = clientSettings(patience);
  const { connectionTimeout } = requestHandler;
  return service(
    new S3Client({ region, ...settings, requestHandler: { connectionTimeout, socketTimeout: patience.answer } }),
    { name: 's3', patience },
  );
}

/**
 * HeadObject: whether what `putObject` put there, of this size and SHA-256 (hexadecimal), is known to be there. S3 answers 403
 * for one that is not there to who may not list the bucket, so that counts as not known. Rejects with `AwsError`, also where
 * there is no such bucket.
 */
export async function hasObject(s3: S3, { bucket, key }: S3Uri, sha256: string, bytes: number): Promise<boolean> {
  try {
    const answer = await of(bucket, s3.ask(new HeadObjectCommand({ Bucket: bucket, Key: key })));
    return answer.ContentLength === bytes && answer.Metadata?.['sha256'] === sha256;
  } catch (error) {
    if (!(error instanceof AwsError) || !['not-found', 'permission'].includes(error.failure.kind)) throw error;
    if (error.failure.kind === 'not-found') await requireBucket(s3, bucket);
    return false;
  }
}

/** HeadBucket: S3 answers HeadObject with the same 404 where the bucket is not there; 403 is the answer of one that is. */
async function requireBucket(s3: S3, bucket: string): Promise<void> {
  try {
    await s3.ask(new HeadBucketCommand({ Bucket: bucket }));
  } catch (error) {
    if (!(error instanceof AwsError) || error.failure.kind === 'permission') return;
    if (error.failure.kind !== 'not-found') throw error;
    const failure = { ...error.failure, message: `there is no bucket ${bucket}` };
    throw new AwsError(failure, { region: error.region, cause: error });
  }
}

/** PutObject, with the SHA-256 (hexadecimal) that S3 must find in what it received. Rejects with `AwsError`. */
export async function putObject(s3: S3, { bucket, key }: S3Uri, body: Uint8Array, sha256: string): Promise<void> {
  const ChecksumSHA256 = Buffer.from(sha256, 'hex').toString('base64');
  const put = new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ChecksumSHA256, Metadata: { sha256 } });
  await of(bucket, s3.ask(put));
}

/** ListObjectsV2: the keys that begin with `prefix`. Rejects with `AwsError`. */
export async function listObjects(s3: S3, bucket: string, prefix: string): Promise<string[]> {
  const { items } = await readPages(async (nextToken) => {
    const page = { Bucket: bucket, Prefix: prefix, ...(nextToken && { ContinuationToken: nextToken }) };
    const answer = await of(bucket, s3.ask(new ListObjectsV2Command(page)));
    const items = (answer.Contents ?? []).flatMap(({ Key }) => Key ?? []);
    return { items, ...(answer.NextContinuationToken && { nextToken: answer.NextContinuationToken }) };
  });
  return items;
}

/** DeleteObject; one that is not there is no error. Rejects with `AwsError`. */
export async function deleteObject(s3: S3, { bucket, key }: S3Uri): Promise<void> {
  await of(bucket, s3.ask(new DeleteObjectCommand({ Bucket: bucket, Key: key })));
}

/** What S3 says of a bucket, with its name: its sentences do not have it. */
async function of<Answer>(bucket: string, asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof AwsError) || error.failure.message.includes(bucket)) throw error;
    const { failure, region } = error;
    throw new AwsError({ ...failure, message: `${failure.message} (bucket ${bucket})` }, { region, cause: error });
  }
}

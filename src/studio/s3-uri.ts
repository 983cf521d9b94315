/** An object of S3, or a folder of them. */
export interface S3Uri {
  bucket: string;
  /** Without a `/` at its beginning; empty for the bucket itself. */
  key: string;
}

/** `s3://BUCKET/KEY`, with a bucket's name as S3 allows it; nothing for any other text. */
export function s3Uri(text: string): S3Uri | undefined {
  const [, bucket, key = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/s.exec(text) ?? [];
  return bucket === undefined ? undefined : { bucket, key };
}

/** The text of it. */
export const s3UriText = ({ bucket, key }: S3Uri) => `s3://${bucket}/${key}`;

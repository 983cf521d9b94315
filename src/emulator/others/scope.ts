import type { IncomingMessage } from 'node:http';

/** What a request is signed with and for. */
export interface Scope {
  accessKeyId: string;
  region: string;
  service: string;
}

/**
 * The credential scope of a request's Signature Version 4, in its head or, of a presigned URL, in its query. S3's
 * clients still sign URLs by Version 2 as well, which has a key and no more. Undefined for a request without a
 * signature, such as AssumeRoleWithSAML.
 */
export function scopeOf({ headers, url }: IncomingMessage): Scope | undefined {
  const query = new URLSearchParams(url?.split('?')[1]);
  const inHead = /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1];
  const credential = inHead ?? query.get('X-Amz-Credential');
  const [accessKeyId, , region, service] = credential?.split('/') ?? [];
  if (accessKeyId && region && service) return { accessKeyId, region, service };
  const older = /^AWS ([^:\s]+):/.exec(headers.authorization ?? '')?.[1] ?? query.get('AWSAccessKeyId');
  return older ? { accessKeyId: older, region: 'us-east-1', service: 's3' } : undefined;
}

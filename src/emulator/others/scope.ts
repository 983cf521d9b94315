import type { IncomingMessage } from 'node:http';

/** What a request is signed with and for. */
export interface Scope {
  accessKeyId: string;
  region: string;
  service: string;
}

/**
 * The credential scope of a request's Signature Version 4, in its head or, of a presigned URL, in its query. Undefined
 * for a request without a signature, such as AssumeRoleWithSAML.
 */
export function scopeOf({ headers, url }: IncomingMessage): Scope | undefined {
  const inHead = /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1];
  const credential = inHead ?? new URLSearchParams(url?.split('?')[1]).get('X-Amz-Credential');
  const [accessKeyId, , region, service] = credential?.split('/') ?? [];
  if (!accessKeyId || !region || !service) return undefined;
  return { accessKeyId, region, service };
}

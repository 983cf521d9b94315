import type { PolicyDocument } from './policy';

/** The places in which a document has a limit to its size. */
export type SizedPlace =
  | 'managed'
  | 'boundary'
  | 'inline-role'
  | 'inline-user'
  | 'inline-group'
  | 'scp'
  | 'trust'
  | 'endpoint'
  | 'key'
  | 'bucket';

interface Limit {
  /** Characters that a document, or all inline documents of one identity together, may have. */
  readonly characters: number;
  /** AWS counts no white space in policies of IAM; what Organizations and others are given is counted as it is. */
  readonly countsSpace: boolean;
  /** How many documents there may be: attached to a role (a default that can be raised), or to a target. */
  readonly documents?: number;
}

/**
 * Sources: IAM user guide, "IAM and AWS STS quotas" (managed 6,144; inline 2,048 of a user, 5,120 of a group and 10,240
 * of a role, together; trust policies 2,048; ten managed policies); Organizations, "Quotas" (SCP 5,120; five a target);
 * VPC, "Quotas" (endpoint policy 20,480, white space included); KMS, "Quotas" (32 KB); S3, "Quotas" (20 KB).
 */
export const limits: Readonly<Record<SizedPlace, Limit>> = {
  managed: { characters: 6144, countsSpace: false, documents: 10 },
  // One managed policy is the boundary of an identity.
  boundary: { characters: 6144, countsSpace: false, documents: 1 },
  'inline-user': { characters: 2048, countsSpace: false },
  'inline-group': { characters: 5120, countsSpace: false },
  'inline-role': { characters: 10_240, countsSpace: false },
  scp: { characters: 5120, countsSpace: true, documents: 5 },
  trust: { characters: 2048, countsSpace: false, documents: 1 },
  endpoint: { characters: 20_480, countsSpace: true, documents: 1 },
  key: { characters: 32_768, countsSpace: true, documents: 1 },
  bucket: { characters: 20_480, countsSpace: true, documents: 1 },
};

/** How many characters AWS counts of a document in a place, written without white space between its words. */
export function sizeOf(document: PolicyDocument, place: SizedPlace): number {
  const text = JSON.stringify(document);
  // AWS does not say whether white space within a text counts for IAM; counting it is on the safe side.
  return limits[place].countsSpace ? new TextEncoder().encode(text).length : text.length;
}

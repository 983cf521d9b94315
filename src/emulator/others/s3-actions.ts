/**
 * The actions of S3's requests [service authorization reference], by method and what the query names beside the bucket
 * or the object: the first that is there decides.
 */
export type S3Actions = Record<string, Record<string, string>>;

const ofBucket = {
  acl: 'BucketAcl',
  cors: 'BucketCORS',
  encryption: 'EncryptionConfiguration',
  lifecycle: 'LifecycleConfiguration',
  logging: 'BucketLogging',
  notification: 'BucketNotification',
  'object-lock': 'BucketObjectLockConfiguration',
  ownershipControls: 'BucketOwnershipControls',
  policy: 'BucketPolicy',
  publicAccessBlock: 'BucketPublicAccessBlock',
  replication: 'ReplicationConfiguration',
  requestPayment: 'BucketRequestPayment',
  tagging: 'BucketTagging',
  versioning: 'BucketVersioning',
  website: 'BucketWebsite',
  accelerate: 'AccelerateConfiguration',
};
const each = (verb: string, nouns: Record<string, string>) =>
  Object.fromEntries(Object.entries(nouns).map(([query, noun]) => [query, `${verb}${noun}`]));

export const bucketActions: S3Actions = {
  GET: {
    ...each('Get', ofBucket),
    location: 'GetBucketLocation',
    policyStatus: 'GetBucketPolicyStatus',
    versions: 'ListBucketVersions',
    uploads: 'ListBucketMultipartUploads',
    '': 'ListBucket',
  },
  HEAD: { '': 'ListBucket' },
  PUT: { ...each('Put', ofBucket), '': 'CreateBucket' },
  // What removes a configuration is allowed by the action that writes it, but for these.
  DELETE: {
    ...each('Put', ofBucket),
    policy: 'DeleteBucketPolicy',
    website: 'DeleteBucketWebsite',
    '': 'DeleteBucket',
  },
  POST: { delete: 'DeleteObject', '': 'PutObject' },
};

export const objectActions: S3Actions = {
  GET: {
    acl: 'GetObjectAcl',
    attributes: 'GetObjectAttributes',
    'legal-hold': 'GetObjectLegalHold',
    retention: 'GetObjectRetention',
    tagging: 'GetObjectTagging',
    torrent: 'GetObjectTorrent',
    uploadId: 'ListMultipartUploadParts',
    versionId: 'GetObjectVersion',
    '': 'GetObject',
  },
  HEAD: { versionId: 'GetObjectVersion', '': 'GetObject' },
  PUT: {
    acl: 'PutObjectAcl',
    'legal-hold': 'PutObjectLegalHold',
    retention: 'PutObjectRetention',
    tagging: 'PutObjectTagging',
    '': 'PutObject',
  },
  DELETE: {
    tagging: 'DeleteObjectTagging',
    uploadId: 'AbortMultipartUpload',
    versionId: 'DeleteObjectVersion',
    '': 'DeleteObject',
  },
  POST: { restore: 'RestoreObject', select: 'GetObject', '': 'PutObject' },
};

import type { Statement } from '../../../iam/policy';
import type { Keys } from '../company/ask';
import { concrete } from '../company/resources';
import { all, deny, exceptRoles, otherOrMissing } from '../deny';
import { guardrail } from '../guardrail';
import { partitionOf } from '../../../studio/partition';

/** Neither AWS on its own behalf, nor a service for the user (Athena, Glue). */
const byThemselves = { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false', 'aws:ViaAWSService': 'false' } };

export const dataPerimeterS3 = guardrail({
  name: 'data-perimeter-s3',
  intent: "Data leaves and enters by the company's endpoint only, and stays in its accounts.",
  why: 'Whoever can write to any bucket can carry data out, with or without a way to the internet.',
  refuses:
    'S3 outside the endpoints, and buckets of other accounts; at a bucket: whoever does not come through the endpoint',
  passes: "the company's buckets through its endpoints; calls that a service makes for the user; AWS's own buckets",
  cannot: 'close other ways out: it belongs with vpc-only and narrow security groups',
  pitfalls: [
    'Without aws:ViaAWSService it breaks Athena and Glue.',
    "Layers of ECR and JumpStart lie in AWS's buckets: they are named as exceptions.",
    'At a bucket, administrators stay exempt, or nobody could change its policy any more.',
  ],
  sources: ['AWS samples: data perimeter policy examples', 'IAM user guide, global condition keys'],
  at: ['identity', 'bucket', 'endpoint', 'scp', 'boundary'],
  takes: ['endpoints', 'trustedAccounts', 'awsBuckets', 'buckets', 'adminRoles'],
  statements({ endpoints, trustedAccounts, awsBuckets, buckets, adminRoles, region }, place) {
    const arns = (names: readonly string[], rest = '') =>
      names.map((name) => `arn:${partitionOf(region)}:s3:::${name}${rest}`);
    const aws = [...arns(awsBuckets), ...arns(awsBuckets, '/*')];
    const outside = all(otherOrMissing('aws:SourceVpce', endpoints), byThemselves);
    if (place === 'endpoint') return throughEndpoint(trustedAccounts, aws);
    if (place === 'bucket')
      return [
        deny('DataThroughEndpoint', ['s3:*'], all(outside, exceptRoles(adminRoles)), {
          Principal: '*',
          Resource: [...arns(buckets), ...arns(buckets, '/*')],
        }),
      ];
    return [
      deny('S3ThroughEndpoint', ['s3:*'], outside, { NotResource: aws }),
      deny('S3OfCompany', ['s3:*'], otherOrMissing('aws:ResourceAccount', trustedAccounts), { NotResource: aws }),
    ];
  },
  requests({ ask, each, p, partition }, place) {
    const doing = ['s3:GetObject', 's3:PutObject', 's3:ListBucket'];
    const other = { 'aws:ResourceAccount': '999999999999' };
    const at = (bucket: string) => ({ on: `arn:${partition}:s3:::${bucket}/layer` });
    const from = (endpoint: string | undefined): Keys => ({ 'aws:SourceVpce': endpoint });
    const theirBucket = { on: `arn:${partition}:s3:::unheard-of-bucket` };
    const theirs = { on: `arn:${partition}:s3:::unheard-of-bucket/loot` };
    const home = [
      ...each('from the internet', doing, { ...from(undefined), 'aws:SourceIp': '192.0.2.77' }),
      ...each('another endpoint', doing, from('vpce-0foreign')),
      ...each('an empty endpoint', doing, from('')),
      ...each('from an app with a way out of its own', doing, from(undefined), { as: 'studio' }),
    ];
    const foreign = [
      ...each("another account's bucket", ['s3:GetObject', 's3:PutObject'], other, theirs),
      ask('a bucket of unknown account', 's3:PutObject', { 'aws:ResourceAccount': undefined }, theirs),
      ask(
        "a service for the user, to another's bucket",
        's3:PutObject',
        { ...other, 'aws:ViaAWSService': 'true' },
        theirs,
      ),
    ];
    const more = [
      ...each(
        "another account's data",
        ['s3:DeleteObject', 's3:PutObjectAcl', 's3:GetObjectVersion', 's3:ReplicateObject', 's3:RestoreObject'],
        other,
        theirs,
      ),
      ...each(
        "another account's bucket",
        ['s3:ListBucket', 's3:ListBucketVersions', 's3:PutBucketPolicy'],
        other,
        theirBucket,
      ),
    ];
    const inside = [
      ...each(
        "the company's data through its endpoint",
        [...doing, 's3:DeleteObject', 's3:GetBucketLocation'],
        from(p.endpoints[0]),
      ),
      ask('from an app', 's3:GetObject', {}, { as: 'studio' }),
    ];
    const forUser = each('Athena for the user', ['s3:GetObject', 's3:PutObject'], {
      ...from(undefined),
      'aws:ViaAWSService': 'true',
    });
    const layers = p.awsBuckets.map((bucket) =>
      ask("AWS's own bucket", 's3:GetObject', { ...from(p.endpoints[0]), ...other }, at(concrete(bucket))),
    );
    if (place === 'endpoint')
      return {
        refused: [...foreign, ...more, ask('another service', 'sts:GetCallerIdentity')],
        passes: [...inside, ...layers],
      };
    if (place === 'bucket')
      return {
        refused: home,
        passes: [
          ...inside,
          ...forUser,
          ask('an administrator from anywhere', 's3:PutBucketPolicy', from(undefined), { as: 'ines' }),
        ],
      };
    return { refused: [...home, ...foreign], passes: [...inside, ...forUser, ...layers] };
  },
});

const throughEndpoint = (accounts: readonly string[], aws: readonly string[]): Statement[] => [
  {
    Sid: 'OfCompany',
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:*',
    Resource: '*',
    Condition: { StringEquals: { 'aws:ResourceAccount': accounts } },
  },
  { Sid: 'OfAws', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: aws },
];

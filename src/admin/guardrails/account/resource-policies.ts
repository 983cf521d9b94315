import { bucketPolicy, listBuckets } from '../../../aws/bucket-policy';
import { connectEc2 } from '../../../aws/ec2';
import { AwsError, failureText } from '../../../aws/errors';
import { connectKms, keyPolicy, ownKeys } from '../../../aws/kms-key';
import { remedyOfGap } from '../../../aws/remedy';
import { connectS3 } from '../../../aws/s3-object';
import { describeVpcEndpoints } from '../../../aws/vpc-endpoint';
import { denied, type Gap, unreachable } from '../../findings/fact';
import { someOf } from '../../../studio/some-of';
import { namedAmong, type ResourcePlace, serviceOf } from '../rules/held-at-resources';

/** A bucket, a key or a VPC endpoint as AWS has it; the text is absent where it has no policy. */
export interface ResourcePolicy {
  place: ResourcePlace;
  name: string;
  service?: string;
  text?: string | undefined;
}
export type ReadPolicy = ResourcePolicy | { place: ResourcePlace; gap: Gap };

/** Which of them are looked at. */
export interface ResourceWishes {
  /** Names or patterns. */
  buckets: readonly string[];
  /** Ids; all of S3 and SageMaker where none is said. */
  endpoints: readonly string[];
}

/**
 * The policies of what guardrails are for beside roles: the buckets that are named, the keys of the region that are the
 * account's own, its endpoints of S3 and SageMaker. What cannot be read is a gap, and the rest is read all the same.
 */
export async function resourcePolicies(region: string, wishes: ResourceWishes): Promise<ReadPolicy[]> {
  return [
    ...(await bucketPolicies(region, wishes.buckets)),
    ...(await keyPolicies(region)),
    ...(await endpointPolicies(region, wishes.endpoints)),
  ];
}

async function bucketPolicies(region: string, names: readonly string[]): Promise<ReadPolicy[]> {
  if (names.length === 0) return [];
  const s3 = connectS3(region);
  try {
    return await seen('bucket', 'the buckets of the account', async () => {
      const own = await listBuckets(s3);
      const foreign = names.filter((name) => !/[*?]/.test(name) && !own.includes(name));
      const read = await each(
        'bucket',
        own.filter((name) => namedAmong(names, name)),
        async (name) => ({ place: 'bucket', name, text: await bucketPolicy(s3, name) }),
      );
      return [...read, ...foreign.map((name) => notThere('bucket', `bucket ${name}`))];
    });
  } finally {
    s3.close();
  }
}

async function keyPolicies(region: string): Promise<ReadPolicy[]> {
  const kms = connectKms(region);
  try {
    return await seen('key', 'the KMS keys of the account', async () =>
      each('key', await ownKeys(kms), async (name) => ({ place: 'key', name, text: await keyPolicy(kms, name) })),
    );
  } finally {
    kms.close();
  }
}

async function endpointPolicies(region: string, ids: readonly string[]): Promise<ReadPolicy[]> {
  const ec2 = connectEc2(region);
  try {
    return await seen('endpoint', 'the VPC endpoints of the account', async () => {
      const all = await describeVpcEndpoints(ec2);
      const asked = all.filter(({ vpcEndpointId, service }) =>
        ids.length > 0 ? ids.includes(vpcEndpointId) : ['s3', 'sagemaker'].includes(serviceOf(service)),
      );
      const foreign = ids.filter((id) => !all.some(({ vpcEndpointId }) => vpcEndpointId === id));
      return [
        // AWS says the policy of each; without one everything passes.
        ...asked.map(({ vpcEndpointId: name, service, policy = everything }): ReadPolicy => ({
          ...{ place: 'endpoint', name, service, text: policy },
        })),
        ...foreign.map((id) => notThere('endpoint', `VPC endpoint ${id}`)),
      ];
    });
  } finally {
    ec2.close();
  }
}

const everything = '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}';

const notThere = (place: ResourcePlace, what: string): ReadPolicy => ({
  place,
  gap: unreachable(what, 'the account has none of this name there', 'name what is there, or ask in its own account'),
});

async function each(
  place: ResourcePlace,
  names: readonly string[],
  read: (name: string) => Promise<ReadPolicy>,
): Promise<ReadPolicy[]> {
  const found: ReadPolicy[] = [];
  const refused: { name: string; gap: Gap }[] = [];
  for (const name of names)
    for (const one of await seen(place, `the policy of ${place} ${name}`, async () => [await read(name)]))
      if ('gap' in one && one.gap.action !== undefined) refused.push({ name, gap: one.gap });
      else found.push(one);
  const [first, ...more] = refused;
  if (!first) return found;
  // What one permission is missing for is told once.
  const what =
    more.length === 0
      ? first.gap.what
      : `the policies of ${refused.length} ${place}s (${someOf(
          refused.map(({ name }) => name),
          3,
        )})`;
  return [...found, { place, gap: { ...first.gap, what } }];
}

/** What was read; a gap where AWS refuses or does not answer. */
async function seen(place: ResourcePlace, what: string, read: () => Promise<ReadPolicy[]>): Promise<ReadPolicy[]> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof AwsError) || error.failure.kind === 'interrupted') throw error;
    const { failure } = error;
    const gap =
      failure.kind === 'permission'
        ? denied(what, failure.action, failure.message)
        : unreachable(what, failureText(failure), remedyOfGap(failure));
    return [{ place, gap }];
  }
}

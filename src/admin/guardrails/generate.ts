import { asList, type PolicyDocument, type Statement } from '../../iam/policy';
import { limits, type SizedPlace } from '../../iam/sizes';
import { split } from '../../iam/split';
import type { Guardrail, PolicyType } from './guardrail';
import type { Given } from './parameters';

/** A policy document for one place, with its size. */
export interface Generated {
  place: PolicyType;
  /** Without ending: `scp-1`, `endpoint-data-perimeter-s3`. */
  name: string;
  document: PolicyDocument;
  size: number;
  most: number;
  guardrails: string[];
}

/** The statements cannot be divided so that they fit: the sizes say why. */
export class TooLarge extends Error {}

const sized: Record<PolicyType, SizedPlace> = {
  identity: 'managed',
  boundary: 'boundary',
  scp: 'scp',
  endpoint: 'endpoint',
  key: 'key',
  bucket: 'bucket',
  trust: 'trust',
};
/** What stands there belongs to one endpoint, key or role: guardrails about different ones are not put together. */
const apart: readonly PolicyType[] = ['endpoint', 'key', 'trust'];
/** Of the five policies that a target can have one is FullAWSAccess. */
const attachedAlready: Partial<Record<PolicyType, number>> = { scp: 1 };

/** Permissions of a boundary are what it allows: without this statement the guardrails would refuse everything. */
const everything: Statement = { Sid: 'Everything', Effect: 'Allow', Action: '*', Resource: '*' };

/**
 * The documents of guardrails for a place: the same guardrails and parameters always give the same bytes, in whichever
 * order they are named. Throws `TooLarge`, and `NotGiven` where a parameter is missing.
 */
export function generate(chosen: readonly Guardrail[], given: Given, place: PolicyType): Generated[] {
  const sorted = chosen.filter(({ at }) => at.includes(place)).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (sorted.length === 0) return [];
  if (place === 'bucket') return ofBuckets(sorted, given);
  return apart.includes(place)
    ? sorted.flatMap((one) => divided([one], given, place, () => `${place}-${one.name}`))
    : divided(sorted, given, place, (number) => `${place}-${number}`);
}

/** Each bucket's own: S3 takes no policy that names another ("Policy has invalid resource"). */
function ofBuckets(chosen: readonly Guardrail[], given: Given): Generated[] {
  const statements = chosen.flatMap((one) => one.statements(given, 'bucket'));
  const buckets = new Set(statements.flatMap(({ Resource }) => asList(Resource).map(bucketIn)));
  return [...buckets].flatMap((bucket) => {
    const about = (statement: Statement) => asList(statement.Resource).filter((arn) => bucketIn(arn) === bucket);
    const its = chosen.map((one): Guardrail => ({
      ...one,
      statements: (own, place) =>
        one.statements(own, place).flatMap((statement) => {
          const Resource = about(statement);
          return Resource.length === 0 ? [] : [{ ...statement, Resource }];
        }),
    }));
    return divided(its, given, 'bucket', () => `bucket-${bucket.replaceAll(/[*?]/g, '_')}`);
  });
}

/** The bucket of an ARN of S3. */
const bucketIn = (arn: string) => arn.replace(/^.*:::/, '').replace(/\/.*$/, '');

function divided(
  chosen: readonly Guardrail[],
  given: Given,
  place: PolicyType,
  nameOf: (number: number) => string,
): Generated[] {
  const of = new Map(chosen.flatMap((one) => one.statements(given, place).map((statement) => [statement, one.name])));
  const Statement = [...(place === 'boundary' ? [everything] : []), ...of.keys()];
  const parts = split({ Version: '2012-10-17', Statement }, sized[place], attachedAlready[place]);
  if ('tooLarge' in parts) throw new TooLarge(`the guardrails do not fit ${inWords[place]}: ${parts.tooLarge}`);
  const bySid = new Map([...of].map(([{ Sid }, name]) => [Sid, name]));
  return parts.documents.map((document, at) => ({
    place,
    name: nameOf(at + 1),
    document,
    size: parts.sizes[at] ?? 0,
    most: limits[sized[place]].characters,
    guardrails: [...new Set(asList(document.Statement).flatMap(({ Sid }) => bySid.get(Sid) ?? []))],
  }));
}

/** What a place is called in a sentence. */
export const inWords: Record<PolicyType, string> = {
  identity: 'a policy of a role',
  boundary: 'a permissions boundary',
  scp: 'service control policies',
  endpoint: 'the policy of a VPC endpoint',
  key: 'the policy of a KMS key',
  bucket: 'the policy of a bucket',
  trust: 'the trust policy of a role',
};

/** The text of a document, as it is attached: without white space, which counts in some places. */
export const documentText = ({ document }: Generated): string => JSON.stringify(document);

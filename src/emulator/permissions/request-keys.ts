import type { Request } from '../../iam/request';
import { isObject } from '../model/json-types';
import type { Caller } from '../caller';
import { type Leaf, valuesAt } from './leaves';
import { serviceReference } from './reference';
import { namedArns, requestPlaces } from './sagemaker-keys';
import { partitionOf } from '../region';

type Context = Record<string, Request['context'][string]>;

/** The keys of SageMaker's that a request itself fills. */
export function sageMakerKeys(leaves: readonly Leaf[], caller: Caller): Context {
  const { arns, keys } = serviceReference('sagemaker');
  const context: Context = {};
  for (const [key, places] of Object.entries(requestPlaces)) {
    const values = valuesAt(leaves, places).map((value) => (key.includes('Kms') ? kmsKeyArn(value, caller) : value));
    put(context, key, values, keys[key]);
  }
  for (const [key, { place, type }] of Object.entries(namedArns)) {
    const arn = (name: string) =>
      (arns[type] ?? '')
        .replace('${Region}', caller.region)
        .replace('${Account}', caller.accountId)
        .replace(/\$\{\w+\}/, name);
    put(context, key, valuesAt(leaves, [place]).map(arn), keys[key]);
  }
  return context;
}

/** The keys of another service that have the name of one of the request's members, such as `cloudwatch:namespace`. */
export function keysByName(prefix: string, leaves: readonly Leaf[]): Context {
  const context: Context = {};
  for (const [key, type] of Object.entries(serviceReference(prefix).keys)) {
    const name = key.slice(prefix.length + 1).toLowerCase();
    const values = leaves.filter(({ path }) => path.toLowerCase() === name).map(({ value }) => value);
    put(context, key, values, type);
  }
  return context;
}

/** The tags that a request brings: a list of `Key` and `Value`, as most services have it, or a map. */
export function tagKeys(input: unknown): Context {
  if (!isObject(input)) return {};
  // EC2 says for each kind of what it makes which tags that gets.
  const specified = Array.isArray(input.TagSpecification) ? input.TagSpecification : [];
  const given = [input.Tags ?? input.tags, ...specified.filter(isObject).map(({ Tags }) => Tags)];
  const tags = given.flatMap(tagsOf);
  const named = input.TagKeys ?? input.tagKeys;
  const keys = [...tags.map(([key]) => key), ...(Array.isArray(named) ? named.map(String) : [])];
  return {
    ...Object.fromEntries(tags.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    ...(keys.length > 0 && { 'aws:TagKeys': keys }),
  };
}

export function tagsOf(tags: unknown): [key: string, value: string][] {
  if (!Array.isArray(tags)) {
    return isObject(tags) ? Object.entries(tags).map(([key, value]) => [key, String(value)]) : [];
  }
  return tags.filter(isObject).flatMap(({ Key, key, TagKey, Value, value, TagValue }) => {
    const name = Key ?? key ?? TagKey;
    return name === undefined ? [] : [[String(name), String(Value ?? value ?? TagValue ?? '')] as [string, string]];
  });
}

function put(context: Context, key: string, values: readonly string[], type = 'String'): void {
  const [first] = values;
  if (first !== undefined) context[key] = type.startsWith('ArrayOf') ? values : first;
}

/** Keys of KMS are compared by their ARNs, however a request names them. What an alias stands for is not known here. */
function kmsKeyArn(key: string, { accountId, region }: Caller): string {
  if (key.startsWith('arn:')) return key;
  return `arn:${partitionOf(region)}:kms:${region}:${accountId}:${key.startsWith('alias/') ? key : `key/${key}`}`;
}

import type { Request } from '../../../iam/request';
import { partitionOf } from '../../../studio/partition';
import type { Parameters } from '../parameters';
import type { Ask, Keys } from './ask';
import { compliantKeys } from './compliant-keys';
import { person, type Who } from './people';
import { resourceFor } from './resources';

/** What a case says besides of a request: who asks, and about what. */
export interface Otherwise {
  as?: Who;
  /** A resource's ARN; or, without `arn:`, what stands behind the account in one of SageMaker's. */
  on?: string;
  /** What the role of whoever asks is tagged with, and what else the session has. */
  session?: Keys;
}

/**
 * A company whose Studio is guarded by these parameters. Each of its requests is compliant in all that it says, so that
 * a case changes only what it is about.
 */
export interface Company {
  readonly p: Parameters;
  readonly partition: string;
  /** An ARN of the account, `of('kms', 'key/…')`; with another account and region where they are said. */
  of(service: string, resource: string, account?: string, region?: string): string;
  /** A request as this company makes it, but for these keys. */
  ask(says: string, action: string, keys?: Keys, otherwise?: Otherwise): Ask;
  /** The same of several actions, one ask each. */
  each(says: string, actions: readonly string[], keys?: Keys, otherwise?: Otherwise): Ask[];
}

export function companyOf(p: Parameters): Company {
  const partition = partitionOf(p.region);
  const of: Company['of'] = (service, resource, account = p.account, region = p.region) =>
    `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const request = (action: string, keys: Keys, { as, on, session = {} }: Otherwise): Request => {
    const name = action.includes(':') ? action : `sagemaker:${action}`;
    const { who, keys: compliant } = compliantKeys(name, p);
    const { principal, keys: own } = person(as ?? who, p);
    const about =
      on === undefined ? resourceFor(name, p) : on.startsWith('arn:') || on === '*' ? on : of('sagemaker', on);
    const context = { ...own, ...keysWithService(compliant), ...keysWithService(session), ...keysWithService(keys) };
    return { action: name, resource: about, principal, context: known(context) };
  };
  const ask: Company['ask'] = (says, action, keys = {}, otherwise = {}) => ({
    says,
    request: request(action, keys, otherwise),
  });
  return {
    p,
    partition,
    of,
    ask,
    each: (says, actions, keys, otherwise) => actions.map((action) => ask(says, action, keys, otherwise)),
  };
}

const keysWithService = (keys: Keys): Keys =>
  Object.fromEntries(
    Object.entries(keys).map(([name, value]) => [name.includes(':') ? name : `sagemaker:${name}`, value]),
  );

function known(keys: Keys): Request['context'] {
  const context: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(keys)) if (value !== undefined) context[name] = value;
  return context;
}

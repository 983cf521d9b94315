import { compile, type Judge, type Policies } from '../../iam/evaluate';
import type { Policy } from '../../iam/policy';
import { generate } from './generate';
import type { Guardrail, PolicyType } from './guardrail';
import type { Given } from './parameters';

const fullAccess: Policy = {
  name: 'FullAWSAccess',
  document: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
};

/** The trust policies of roles, and the policies of keys, leave it to the account: without them nobody may. */
export const leftToAccount = (account: string): Policy => ({
  name: 'left-to-the-account',
  document: {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS: account }, Action: ['sts:*', 'kms:*'], Resource: '*' },
  },
});

/**
 * Who decides about requests, where guardrails stand in a place. Whoever asks may do everything besides: what is refused
 * is refused by the guardrails. Those that grant stand alone.
 */
export const judgedBy = (chosen: readonly Guardrail[], given: Given, place: PolicyType): Judge =>
  compile(policiesOf(chosen, given, place));

/** All policies that stand between who asks and what is asked for, where guardrails stand in a place. */
export function policiesOf(chosen: readonly Guardrail[], given: Given, place: PolicyType): Policies {
  const ours = generate(chosen, given, place).map(({ name, document }) => ({ name, document }));
  const areGrants = place === 'identity' && chosen.length > 0 && chosen.every(({ grants }) => grants);
  const around = policiesAround(place, ours, given.account ?? '');
  return areGrants ? { ...around, identity: ours } : around;
}

/** The same, where these policies stand in the place, whoever wrote them. */
export function policiesAround(place: PolicyType, policies: readonly Policy[], account: string): Policies {
  return {
    identity: [fullAccess, ...(place === 'identity' ? policies : [])],
    ...(place === 'boundary' && { boundary: policies }),
    ...(place === 'scp' && { scps: [[fullAccess, ...policies]] }),
    ...(place === 'endpoint' && { endpoint: policies }),
    resource: ['key', 'bucket', 'trust'].includes(place) ? policies : [leftToAccount(account)],
  };
}

/** Whether a guardrail refuses there by a statement that denies, and not by not allowing. */
export const isByDeny = ({ grants }: Guardrail, place: PolicyType): boolean =>
  !grants && !['endpoint', 'key', 'trust'].includes(place);

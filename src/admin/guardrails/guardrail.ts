import type { Statement } from '../../iam/policy';
import type { Company } from './company/company';
import type { Ask } from './company/ask';
import { type Given, parameters, type ParameterName, type Parameters } from './parameters';

/** The types of policy that a guardrail's statements can stand in. */
export const places = ['identity', 'boundary', 'scp', 'endpoint', 'key', 'bucket', 'trust'] as const;
export type PolicyType = (typeof places)[number];

/** Its table of requests: those that it must refuse, evasions among them, and those that must pass. */
export interface Requests {
  refused: Ask[];
  passes: Ask[];
}

/** Everything that people read about a guardrail. */
export interface GuardrailText {
  /** Its name; a file of this name has it. */
  name: string;
  /** What shall hold. */
  intent: string;
  why: string;
  refuses: string;
  passes: string;
  cannot: string;
  pitfalls: readonly string[];
  sources: readonly string[];
  /** The place that it is meant for first. */
  at: readonly [PolicyType, ...PolicyType[]];
  /** The other guardrail that it stands in for: one of the two is enough. */
  insteadOf?: string;
  /** It gives permissions, where others take them away. */
  grants?: true;
}

export interface Guardrail extends GuardrailText {
  takes: readonly ParameterName[];
  /** Its statements for a place. Throws `NotGiven` where a parameter is not said. */
  statements(given: Given, place: PolicyType): Statement[];
  requests(company: Company, place: PolicyType): Requests;
}

/** A parameter that a guardrail needs was not said. */
export class NotGiven extends Error {}

/** Always said: where the account is. */
type Always = 'region' | 'account';

/** A guardrail as its file writes it. */
export function guardrail<Name extends ParameterName>({
  takes,
  statements,
  ...rest
}: GuardrailText & {
  takes: readonly Name[];
  statements: (given: Pick<Parameters, Name | Always>, place: PolicyType) => Statement[];
  requests: (company: Company, place: PolicyType) => Requests;
}): Guardrail {
  const needs: readonly (Name | Always)[] = ['region', 'account', ...takes];
  return {
    ...rest,
    takes,
    statements(given, place) {
      if (haveAll(given, needs)) return statements(given, place);
      const missing = needs.filter((name) => given[name] === undefined);
      const told = missing.map((name) => `${name} (${parameters[name].says})`);
      throw new NotGiven(`${rest.name} needs the parameter${missing.length > 1 ? 's' : ''} ${told.join(', ')}`);
    },
  };
}

function haveAll<Name extends ParameterName>(given: Given, names: readonly Name[]): given is Pick<Parameters, Name> {
  return names.every((name) => given[name] !== undefined);
}

/** Statements about whoever asks stand in any of these. */
export const ofPrincipals = ['scp', 'identity', 'boundary'] as const;

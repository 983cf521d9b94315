import { arnParts } from '../../src/iam/arn';
import { operatorName } from '../../src/iam/condition';
import type { PartExplanation } from '../../src/iam/decision';
import { kindOf } from '../../src/iam/principal';
import type { Difference, Comparison } from './comparison';
import type { Case } from './generated';

type ConditionPart = Extract<PartExplanation, { part: 'Condition' }>;

/** Why a part of a statement matches for one and not for the other; each is explained in docs/iam-evaluator.md. */
export const ofParts: Record<string, (difference: Difference) => boolean> = {
  'variables in a document without Version 2012-10-17': ({ version, stated }) =>
    version !== '2012-10-17' && stated.some((value) => value.includes('${')),
  'ForAnyValue with IfExists and a key that is missing': inCondition(
    ({ asked, matches }, { set, ifExists }) => set === 'foranyvalue' && ifExists && asked === undefined && matches,
  ),
  'Null with a set operator': inCondition((_, { set, base }) => base === 'null' && set !== undefined),
  'a set of empty texts': inCondition(
    ({ asked }, { set }) => set !== undefined && asked !== undefined && asked.every((value) => value === ''),
  ),
  'a variable without a value in a negated condition': inCondition(
    ({ matches }, { base }, difference) =>
      base !== 'null' && base.negated && matches && variables(difference).some(({ value }) => value === undefined),
  ),
  'a variable whose value is an empty text': (difference) => variables(difference).some(({ value }) => value === ''),
  'an empty default': (difference) =>
    difference.part.matches && variables(difference).some(({ value, otherwise }) => !value && otherwise === ''),
  'a default in Resource': (difference) =>
    difference.part.part.endsWith('Resource') &&
    variables(difference).some(({ value, otherwise }) => value === undefined && otherwise !== undefined),
  'a variable without a value in NotResource': (difference) =>
    difference.part.part === 'NotResource' &&
    difference.part.matches &&
    variables(difference).some(({ value, otherwise }) => value === undefined && otherwise === undefined),
  'the first part of an ARN': inCondition(
    (_, { base }, { stated }) => isOf(base, 'Arn') && stated.some((value) => arnParts(value)[0] !== 'arn'),
  ),
  'a range of all addresses': inCondition(
    (_, { base }, { stated }) => isOf(base, 'Ip') && stated.some((value) => value.endsWith('/0')),
  ),
  'one address, and a request from one of the other family': inCondition(
    ({ asked, matches }, { base }, { stated }) =>
      isOf(base, 'NotIp') &&
      matches &&
      (asked ?? []).some((address) =>
        stated.some((value) => !value.includes('/') && value.includes(':') !== address.includes(':')),
      ),
  ),
  'what JavaScript takes for a date': inCondition(
    ({ asked }, { base }, { stated }) =>
      isOf(base, 'Date') && [...stated, ...(asked ?? [])].some((value) => !/^\d{4}-\d\d-\d\d(T.*)?$/.test(value)),
  ),
  'a number with something behind it': inCondition(
    ({ asked }, { base }, { stated }) =>
      isOf(base, 'Numeric') && [...stated, ...(asked ?? [])].some((value) => !/^-?\d+(\.\d+)?$/.test(value)),
  ),
  'NotPrincipal and Deny': ({ part, effect }) => part.part === 'NotPrincipal' && effect === 'Deny',
};

/** Why the answer differs though all parts of all statements match alike. */
export const ofAnswers: Record<string, (found: Case, answers: Comparison) => boolean> = {
  "the account's root": ({ request }, { theirs }) => kindOf(request.principal) === 'root' && theirs === 'implicit',
  'a grant by the resource to the session itself': ({ request, policies }, { ours, theirs }) =>
    policies.session !== undefined &&
    policies.resource !== undefined &&
    ['session', 'federated'].includes(kindOf(request.principal)) &&
    ours === 'allowed' &&
    theirs === 'implicit',
};

function isOf(base: NonNullable<ReturnType<typeof operatorName>>['base'], word: string): boolean {
  return base !== 'null' && base.name.includes(word);
}

function inCondition(
  applies: (part: ConditionPart, name: NonNullable<ReturnType<typeof operatorName>>, difference: Difference) => boolean,
): (difference: Difference) => boolean {
  return (difference) => {
    const { part } = difference;
    const name = part.part === 'Condition' ? operatorName(part.operator) : undefined;
    return part.part === 'Condition' && name !== undefined && applies(part, name, difference);
  };
}

/** The variables in what a document says, with their values in the request. */
function variables({ stated, request }: Difference) {
  const keys = new Map(Object.entries(request.context).map(([name, value]) => [name.toLowerCase(), value]));
  return stated
    .flatMap((text) => [...text.matchAll(/\$\{([^*?$,}]+)(?:, '([^']*)')?\}/g)])
    .map(([, name = '', otherwise]) => ({ value: keys.get(name.toLowerCase()), otherwise }));
}

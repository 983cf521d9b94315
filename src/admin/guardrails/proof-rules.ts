import type { Outcome } from '../findings/outcome';
import type { Finding } from '../findings/outcome';
import { known } from '../findings/fact';
import { judge, rulesOf } from '../findings/judge';
import { rulesOver } from '../findings/rule';
import { guardrails } from './guardrails';
import { type Guardrail, ofPrincipals } from './guardrail';
import type { Parameters } from './parameters';
import { prove, type Proved, proveTogether } from './prove';

/** A row of a table that was not decided as it should be. */
export interface ProofPlace {
  text: string;
}
export type ProofFinding = Finding<ProofPlace>;

const { rule } = rulesOver<{ rows: Proved[] }, ProofPlace>();

const checks = [...guardrails.map(({ name }) => name), 'all-together'].map((name) =>
  rule({
    code: name,
    severity: 'error',
    since: '0.2',
    title: `${name} does not hold with these parameters`,
    why: 'Its policies let pass what they must refuse, or refuse what must pass.',
    wrong: '',
    right: '',
    reads: ['rows'],
    check: ({ rows }) =>
      rows
        .filter(({ guardrail, holds }) => guardrail === name && !holds)
        .map(({ place, says, expected, request }) => ({
          where: { text: `${name} for ${place}` },
          reason: `${request.action} (${says}) must be ${expected}, and is not`,
          remedy: 'look at the parameters: what they approve may be wider than meant',
        })),
  }),
);
export const proofRules = rulesOf(checks);

/** Runs the tables of all guardrails with parameters, and all together in the places where they stand together. */
export function proveAll(
  p: Parameters,
  names: readonly string[],
  /** Each guardrail's own. */
  own: (one: Guardrail) => Parameters = () => p,
): { rows: Proved[]; outcomes: Outcome<ProofFinding>[] } {
  const chosen = guardrails.filter(({ name }) => names.length === 0 || names.includes(name));
  const together =
    names.length > 0
      ? []
      : ofPrincipals
          .filter((place) => place !== 'boundary')
          .flatMap((place) =>
            proveTogether(
              chosen.map((one): Guardrail => ({ ...one, statements: (_, at) => one.statements(own(one), at) })),
              p,
              place,
            ),
          );
  const rows = [...chosen.flatMap((one) => prove(one, own(one))), ...together];
  const outcomes = judge(checks, { rows: known(rows) }).filter(
    ({ code }) => names.length === 0 || names.includes(code),
  );
  return { rows, outcomes };
}

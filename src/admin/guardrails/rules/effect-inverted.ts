import { eachStatement, linesOf, rule, since } from './written-policy';

export const effectInverted = rule({
  code: 'effect-inverted',
  severity: 'error',
  since,
  title: 'An Allow tests what is not approved',
  why: 'Allow with a negated operator permits everything but what is listed, and requests that say nothing.',
  wrong:
    '{"Effect": "Allow", …, "Condition": {"ForAllValues:StringNotLike": {"sagemaker:ImageArns": "…:image/acme-lab"}}}',
  right:
    '{"Effect": "Deny", …, "Condition": {"ForAnyValue:StringNotLike": {"sagemaker:ImageArns": "…:image/acme-lab"}}}',
  reads: ['policies'],
  check: (facts) =>
    eachStatement(facts, ({ statement }) =>
      statement.Effect === 'Deny'
        ? []
        : linesOf(statement)
            .filter(({ isNegated, name }) => isNegated && name.startsWith('sagemaker:'))
            .map(({ operator, key }) => ({
              reason: `Allow with ${operator} on ${key} allows all but what is listed`,
              remedy: 'make it a Deny, with ForAnyValue where the key has several values',
            })),
    ),
});

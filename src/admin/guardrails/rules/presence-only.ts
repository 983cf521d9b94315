import { eachStatement, linesOf, rule, since, statementsOf } from './written-policy';

export const presenceOnly = rule({
  code: 'presence-only',
  severity: 'warning',
  since,
  title: 'A key of KMS must be named, and may be anybody’s',
  why: 'A test for presence lets every key pass, those of other accounts too.',
  wrong: '"Condition": {"Null": {"sagemaker:VolumeKmsKeyArn": "true"}}',
  right: 'a second statement: "Condition": {"StringNotLike": {"sagemaker:VolumeKmsKeyArn": "arn:aws:kms:…:key/…"}}',
  accept: 'Another policy says which keys may be named.',
  reads: ['policies'],
  check: (facts) => {
    const lines = statementsOf(facts).flatMap(({ statement }) => linesOf(statement));
    const compared = new Set(lines.filter(({ base }) => base !== 'null').map(({ name }) => name));
    return eachStatement(facts, ({ statement }) =>
      linesOf(statement)
        .filter(({ base, name }) => base === 'null' && /kmskeyarn$/.test(name) && !compared.has(name))
        .map(({ key }) => ({
          reason: `${key} is only to be there`,
          remedy: 'compare it with the ARNs of the approved keys',
        })),
    );
  },
});

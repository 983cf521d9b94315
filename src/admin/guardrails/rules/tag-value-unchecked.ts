import { eachStatement, linesOf, rule, since, statementsOf } from './written-policy';

export const tagValueUnchecked = rule({
  code: 'tag-value-unchecked',
  severity: 'note',
  since,
  title: 'A tag must be given, with any value',
  why: 'Whoever makes something names somebody else as its owner, or writes a value that no report knows.',
  wrong: '"Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": "owner"}}',
  right: '"Condition": {"StringNotEquals": {"aws:RequestTag/owner": "${aws:PrincipalTag/owner}"}}, in a Deny',
  accept: 'Reports count what has the tag; its value is not used.',
  reads: ['policies'],
  check: (facts) => {
    const lines = statementsOf(facts).flatMap(({ statement }) => linesOf(statement));
    const valued = new Set(lines.map(({ name }) => name).filter((name) => name.startsWith('aws:requesttag/')));
    return eachStatement(facts, ({ statement }) =>
      linesOf(statement)
        .filter(({ name, set, isNegated }) => name === 'aws:tagkeys' && set === 'foranyvalue' && !isNegated)
        .flatMap(({ values }) => values)
        .filter((tag) => statement.Effect === 'Allow' && !valued.has(`aws:requesttag/${tag.toLowerCase()}`))
        .map((tag) => ({
          reason: `the tag ${tag} may have any value`,
          remedy: `compare aws:RequestTag/${tag} with what it shall be`,
        })),
    );
  },
});

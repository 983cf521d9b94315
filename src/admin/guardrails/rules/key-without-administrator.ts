import { isAbout, rule, since, statementsOf } from './written-policy';

export const keyWithoutAdministrator = rule({
  code: 'key-without-administrator',
  severity: 'error',
  since,
  title: 'Nobody administers the key',
  why: 'A key whose policy lets nobody change the policy is orphaned: only AWS support can give it back.',
  wrong: '{"Principal": {"Service": "logs.eu-west-1.amazonaws.com"}, "Action": "kms:Encrypt*", …} and nothing else',
  right:
    '{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "kms:*", "Resource": "*"} beside it',
  reads: ['policies'],
  check(facts) {
    const all = statementsOf(facts);
    return facts.policies.flatMap((policy) => {
      const own = all.filter((placed) => placed.policy === policy);
      const isOfKey =
        policy.place === 'resource' &&
        own.some(({ statement }) => [statement.Action].flat().some((action) => /^kms:/i.test(action ?? '')));
      const isAdministered = own.some(
        ({ statement }) =>
          statement.Effect === 'Allow' &&
          isAbout(statement, 'kms:PutKeyPolicy') &&
          JSON.stringify(statement.Principal ?? '').includes('AWS'),
      );
      return isOfKey && !isAdministered
        ? [
            {
              where: { policy: policy.name, text: policy.name },
              reason: 'no principal of the account may change the policy',
              remedy: 'allow kms:* to the account',
            },
          ]
        : [];
    });
  },
});

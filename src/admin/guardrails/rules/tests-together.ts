import { eachStatement, linesOf, rule, since } from './written-policy';

const network = ['sagemaker:appnetworkaccesstype', 'sagemaker:vpcsubnets', 'sagemaker:vpcsecuritygroupids'];

export const testsTogether = rule({
  code: 'tests-together',
  severity: 'error',
  since,
  title: 'Independent tests stand in one statement',
  why: 'Conditions of a statement are ANDed: it refuses only what is wrong in all of them.',
  wrong: '"Condition": {"Null": {"sagemaker:VpcSubnets": "true", "sagemaker:VpcSecurityGroupIds": "true"}}',
  right: 'a statement for each',
  reads: ['policies'],
  check: (facts) =>
    eachStatement(facts, ({ statement }) => {
      const lines = linesOf(statement).filter(({ name }) => network.includes(name));
      const keys = [...new Set(lines.map(({ key }) => key))];
      return statement.Effect === 'Allow' || keys.length < 2
        ? []
        : [
            {
              reason: `it refuses only what is wrong in ${keys.join(' and ')} at once`,
              remedy: 'write a statement for each key',
            },
          ];
    }),
});

export const deniesWithoutCondition = rule({
  code: 'denies-without-condition',
  severity: 'error',
  since,
  title: 'Domains are refused to everybody',
  why: 'A Deny of CreateDomain without a condition is what is left of a guardrail that was cut off.',
  wrong: '{"Effect": "Deny", "Action": "sagemaker:CreateDomain", "Resource": "*"}',
  right: 'the same with the condition that was meant',
  accept: 'Nobody shall make domains in these accounts.',
  reads: ['policies'],
  check: (facts) =>
    eachStatement(facts, ({ statement }) =>
      statement.Effect === 'Deny' &&
      linesOf(statement).length === 0 &&
      statement.NotResource === undefined &&
      statement.Principal === undefined &&
      isAboutDomains(statement.Action)
        ? [{ reason: 'CreateDomain is refused whatever the request says', remedy: 'add the condition' }]
        : [],
    ),
});
const isAboutDomains = (action: unknown) =>
  [action].flat().some((one) => /^sagemaker:createdomain$/i.test(String(one)));

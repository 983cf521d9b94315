import { eachStatement, isAbout, linesOf, type Placed, rule, since, statementsOf } from './written-policy';

/** What UpdateDomain sets as CreateDomain does [service model of UpdateDomain]. */
const network = ['sagemaker:appnetworkaccesstype', 'sagemaker:vpcsubnets', 'sagemaker:vpcsecuritygroupids'];

/** Keys of the network whose values a Deny of an action compares. */
const compared = ({ statement }: Pick<Placed, 'statement'>, action: string) =>
  statement.Effect === 'Deny' && isAbout(statement, `sagemaker:${action}`)
    ? linesOf(statement).filter(({ name, base }) => network.includes(name) && base !== 'null')
    : [];

export const updateLeftOpen = rule({
  code: 'update-left-open',
  severity: 'warning',
  since,
  title: 'The network of a domain is guarded when it is made, and not after',
  why: 'UpdateDomain changes subnets, groups and network access while no app runs.',
  wrong: '"Action": "sagemaker:CreateDomain", "Condition": {"StringNotEquals": {"sagemaker:AppNetworkAccessType": …}}',
  right:
    'another statement: "Action": "sagemaker:UpdateDomain", "Condition": {"StringNotEqualsIfExists": …, "Null": …}',
  reads: ['policies'],
  check: (facts) => {
    const held = new Set(
      statementsOf(facts).flatMap((placed) => compared(placed, 'UpdateDomain').map(({ name }) => name)),
    );
    return eachStatement(facts, (placed) =>
      compared(placed, 'CreateDomain')
        .filter(({ name }) => !held.has(name))
        .map(({ key }) => ({
          reason: `UpdateDomain can set ${key} to anything`,
          remedy: 'refuse it there too, where the request has the key',
        })),
    );
  },
});

import { asList } from '../../../iam/policy';
import { linesOf, rule, since, statementsOf } from './written-policy';

/** Keys by which guardrails decide. */
const isGuarding = (name: string) =>
  /^sagemaker:/.test(name) ||
  /^aws:(requesttag|resourcetag)\//.test(name) ||
  /^aws:(tagkeys|sourceip|sourcevpce?|vpcsourceip)$/.test(name);

export const allowOnly = rule({
  code: 'allow-only',
  severity: 'warning',
  since,
  title: 'A guardrail only allows',
  why: 'Any other policy that allows more, AmazonSageMakerFullAccess for one, makes it worthless: what is not refused by a Deny is allowed.',
  wrong:
    '{"Effect": "Allow", "Action": "sagemaker:CreateApp", "Resource": "*", "Condition": {"ForAllValues:StringLike": {"sagemaker:InstanceTypes": "ml.t3.*"}}}',
  right:
    '{"Effect": "Deny", "Action": "sagemaker:CreateApp", "Resource": "*", "Condition": {"ForAnyValue:StringNotLike": {"sagemaker:InstanceTypes": "ml.t3.*"}}}',
  accept: 'The role has no other policy that allows these actions.',
  blind: 'Whether the principal really has a broader policy.',
  reads: ['policies'],
  check(facts) {
    const all = statementsOf(facts);
    return all.flatMap(({ policy, statement, where }) => {
      // What a resource or an endpoint does not allow is refused there.
      if (statement.Effect !== 'Allow' || !['identity', 'boundary', 'scp', 'session'].includes(policy.place)) return [];
      const keys = linesOf(statement).filter(({ name }) => isGuarding(name));
      const denied = new Set(
        all
          .filter((other) => other.policy === policy && other.statement.Effect === 'Deny')
          .flatMap((other) => linesOf(other.statement).map(({ name }) => name)),
      );
      const only = keys.filter(({ name }) => !denied.has(name));
      if (only.length === 0) return [];
      const names = [...new Set(only.map(({ key }) => key))].join(', ');
      return [
        {
          where,
          reason: `${asList(statement.Action).join(', ')} is allowed depending on ${names}, and nothing refuses it otherwise`,
          remedy: 'refuse what does not comply by a Deny',
        },
      ];
    });
  },
});

import { guardrails } from './guardrails';
import type { Guardrail } from './guardrail';
import { examples, parameters } from './parameters';
import { companyOf } from './company/company';
import { workingDay } from './company/day';
import type { Ask } from './company/ask';

const intro = `Policies that refuse exactly what does not comply, and let the compliant day pass. \`studiolo guardrails list\` shows
them, \`generate\` writes their policies (divided so that they fit), \`prove\` asks the evaluator about every request below,
\`try\` about one of yours, and \`check\` judges policies that somebody wrote, in files or in the account.

A [Studio file](studio-file.md#guardrails) attaches them to roles, accounts and organizational units.

Two commands ask AWS. \`check --account\` calls \`iam:GetAccountAuthorizationDetails\` and, for the service control policies
that bind the account, \`organizations:DescribeOrganization\`, \`ListParents\`, \`ListPoliciesForTarget\` and \`DescribePolicy\`; AWS
answers the last three to the organization's management account and its delegated administrators alone, and where it may not
ask, it says so and judges without. For the policies of resources it calls \`s3:ListAllMyBuckets\` and \`s3:GetBucketPolicy\` (of
the buckets that the parameter \`buckets\` names), \`kms:ListKeys\`, \`kms:ListAliases\` and \`kms:GetKeyPolicy\` (of the account's own
keys in the region) and \`ec2:DescribeVpcEndpoints\` (those that \`endpoints\` names, else all of S3 and SageMaker). What it may not
read it could not assess, and it names the action to allow; with \`--roles\` it looks at no resources. No guardrail stands in
policies of other resources, repositories of ECR for one.

\`try --event FILE\` takes a record of CloudTrail. What no record tells, such as tags, is not guessed: where a statement depends
on it, the call could not be assessed (exit code 4). Say it as \`KEY=VALUE\`, or have AWS asked by \`--live\` for the tags of what was
acted on (\`sagemaker:ListTags\`), of who asked (\`iam:GetRole\`, \`iam:GetUser\`) and for the owner of a space
(\`sagemaker:DescribeSpace\`): they are used as they are now, which is said. A role's tags are not used where its trust policy
lets sessions have their own.

This page is made of the guardrails' own files.`;

const use = `\`\`\`sh
studiolo guardrails generate --parameters guardrails.yaml --for scp --out policies
studiolo guardrails generate vpc-only approved-images --parameters studio.yaml --out policies
studiolo guardrails try sagemaker:CreateApp InstanceTypes=ml.p4d.24xlarge --compliant --parameters guardrails.yaml
studiolo guardrails try --event event.json --live --parameters guardrails.yaml
studiolo guardrails try --event event.json aws:ResourceTag/team=ml --parameters guardrails.yaml
studiolo guardrails check policies/own.json
studiolo guardrails check --account --parameters guardrails.yaml
\`\`\``;

/** The page of all guardrails: \`docs/guardrails.md\`. */
export function guardrailsPage(): string {
  const list = guardrails.map(({ name, intent, at }) => `| [${name}](#${name}) | ${at.join(', ')} | ${intent} |`);
  const named = Object.entries(parameters).map(
    ([name, one]) =>
      `| ${name} | ${one.says} | \`${JSON.stringify(one.example(where))}\` | ${'otherwise' in one ? `\`${JSON.stringify(one.otherwise)}\`` : ''} |`,
  );
  return `${[
    '# Guardrails',
    intro,
    use,
    `| guardrail | stands in | what shall hold |\n|---|---|---|\n${list.join('\n')}`,
    '## Parameters',
    'A file of names with their values, YAML or JSON; or a [Studio file](studio-file.md#guardrails), whose own values they are then. Each guardrail says below which it takes.',
    `| name | what it is | example | by default |\n|---|---|---|---|\n${named.join('\n')}`,
    '## The working day',
    'What has to pass under every guardrail, and under all together: each request says what the company wants said.',
    asked(workingDay(companyOf(examples()))),
    ...guardrails.map(section),
  ].join('\n\n')}\n`;
}

const where = { partition: 'aws', region: 'eu-west-1', account: '123456789012' };

function section(one: Guardrail): string {
  const { name, intent, why, at, takes, refuses, passes, cannot, pitfalls, sources, insteadOf } = one;
  const { refused, passes: passing } = one.requests(companyOf(examples()), at[0]);
  return [
    `## ${name}`,
    `${intent} ${why}`,
    `Stands in: ${at.join(', ')}${insteadOf === undefined ? '' : `; instead of [${insteadOf}](#${insteadOf})`}. Takes: ${takes.length === 0 ? 'nothing' : takes.join(', ')}.`,
    `- Refuses: ${refuses}\n- Lets pass: ${passes}\n- Cannot: ${cannot}`,
    pitfalls.map((pitfall) => `- Mind: ${pitfall}`).join('\n'),
    `Must be refused:\n\n${asked(refused)}`,
    `Must pass${isOfPrincipals(one) ? ', beside [the working day](#the-working-day)' : ''}:\n\n${asked(passing)}`,
    `Sources: ${sources.join('; ')}.`,
  ].join('\n\n');
}

/** What requests show, a line each, with the actions. */
function asked(asks: readonly Ask[]): string {
  const by = new Map<string, string[]>();
  for (const { says, request } of asks)
    by.set(says, [...(by.get(says) ?? []), request.action.replace('sagemaker:', '')]);
  return [...by].map(([says, actions]) => `- ${says}: ${[...new Set(actions)].join(', ')}`).join('\n');
}

const isOfPrincipals = ({ at, grants, insteadOf }: Guardrail) =>
  !grants && insteadOf === undefined && at.some((place) => place === 'identity' || place === 'scp');

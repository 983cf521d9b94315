import { defineCommand } from 'citty';
import { checkPolicies, checkRules, type PolicyFinding, type PolicyText } from '../../admin/guardrails/check';
import type { Guardrail } from '../../admin/guardrails/guardrail';
import { examples } from '../../admin/guardrails/parameters';
import { completed } from '../../admin/guardrails/prove';
import type { Outcome } from '../../admin/findings/outcome';
import { regionOption } from '../connect';
import { explained } from '../failure';
import { acceptancesFor, endAsFound, findingsOptions, printReport, withAcceptances } from '../findings';
import { CommandError, type Host, UsageError } from '../host';
import { wordsOf } from '../options';
import { parametersIn, parametersOption } from './parameters-file';
import { textOf } from '../text-of';

/** How a file's place is said, and how the grammar calls it. */
const grammars: Record<string, PolicyText['place']> = {
  identity: 'identity',
  boundary: 'boundary',
  scp: 'scp',
  endpoint: 'endpoint',
  key: 'resource',
  bucket: 'resource',
  trust: 'trust',
};
const placeNames = Object.keys(grammars);

const args = {
  files: { type: 'positional', required: false, description: 'policies (JSON)', valueHint: 'FILE…' },
  for: { type: 'enum', options: placeNames, default: 'identity', description: 'where the policies are attached' },
  account: {
    type: 'boolean',
    description: 'judge the policies that roles, users, buckets, keys and VPC endpoints of the account have today',
  },
  roles: { type: 'string', description: 'only these roles', valueHint: 'NAME,NAME' },
  region: regionOption,
  parameters: parametersOption,
  ...findingsOptions,
} as const;

/** `studiolo guardrails check`: what is wrong with policies that somebody wrote, and which guardrails are evaded. */
export const guardrailsCheck = (host: Host, version: string) =>
  defineCommand({
    meta: { name: 'check', description: 'Show what is wrong with policies, in files or in the account' },
    args,
    async run({ args: given, rawArgs }) {
      const files = given._;
      if (given.account ? files.length > 0 : files.length === 0)
        throw new UsageError(
          given.account
            ? '--account and files exclude each other'
            : 'name policies to judge, or judge those of the account: --account',
        );
      if (given.roles !== undefined && !given.account) throw new UsageError('--roles is for --account');
      const acceptances = await acceptancesFor(given, rawArgs, checkRules);
      const found = given.account ? await ofAccount(host, version, given) : await ofFiles(files, given.for);
      const locate = ({ where: { policy, text, line, column } }: PolicyFinding) => ({
        text,
        file: policy,
        ...(line !== undefined && { line }),
        ...(column !== undefined && { column }),
      });
      const report = withAcceptances(
        host,
        { source: found.source, outcomes: found.outcomes, idle: [], locate },
        acceptances,
      );
      printReport(host, given, report, { rules: checkRules, version, ...(found.above && { above: found.above }) });
      endAsFound(given, report, 'cannot be relied on');
    },
  });

interface Found {
  source: string;
  outcomes: Outcome<PolicyFinding>[];
  above?: string[];
}

async function ofFiles(files: readonly string[], place: string): Promise<Found> {
  const policies = await Promise.all(
    files.map(async (file) => ({
      name: file,
      text: await textOf('the policy', file),
      place: grammars[place] ?? 'identity',
    })),
  );
  return { source: files.join(', '), outcomes: checkPolicies(policies) };
}

async function ofAccount(
  host: Host,
  version: string,
  given: { region?: string | undefined; roles?: string | undefined; parameters?: string | undefined },
): Promise<Found> {
  const said = await parametersIn(given.parameters, version);
  const parameters = said.all;
  const region = given.region ?? parameters.region ?? host.region;
  if (region === undefined) throw new UsageError('no region is known; name one with --region, or set AWS_REGION');
  const wishes = {
    roles: wordsOf(given.roles),
    given: parameters,
    own: said.of,
    p: (one: Guardrail) => completed(said.of(one), examples(region, parameters.account)),
  };
  // IAM's client is large: other commands start without it.
  const { checkAccount } = await import('../../admin/guardrails/account/check-account');
  const { account, outcomes, judged, missing, scps } = await explained(() => checkAccount(region, wishes));
  if (parameters.account !== undefined && parameters.account !== account)
    throw new CommandError(
      `the parameters are of account ${parameters.account}, and these credentials of ${account}: sign in to the account that the parameters are of`,
    );
  if (missing.length > 0) throw new CommandError(`there is no role ${missing.join(', ')} in the account`);
  const counts = ['role', 'user', 'bucket', 'key', 'VPC endpoint'].flatMap((kind) => {
    const number = judged.filter((one) => one.startsWith(`${kind} `)).length;
    return number === 0 && kind !== 'role' ? [] : [`${number} ${kind}${number === 1 ? '' : 's'}`];
  });
  const [last, ...others] = counts.reverse();
  const resources =
    wishes.roles.length > 0
      ? 'policies of buckets, keys and VPC endpoints are looked at without --roles'
      : 'of resources, policies of the buckets that are named (buckets), of KMS keys and of VPC endpoints are looked at; no guardrail stands in others';
  return {
    source: `${[...(others.length > 0 ? [others.reverse().join(', ')] : []), last].join(' and ')} of the account`,
    outcomes,
    above: [`${judged.join(', ')}\n${scps}; ${resources}`],
  };
}

import { defineCommand } from 'citty';
import { examples } from '../../admin/guardrails/parameters';
import { proofRules, proveAll } from '../../admin/guardrails/proof-rules';
import { completed, type Proved } from '../../admin/guardrails/prove';
import { TooLarge } from '../../admin/guardrails/generate';
import { table } from '../app/text/table';
import { acceptancesFor, endAsFound, findingsOptions, printReport, withAcceptances } from '../findings';
import { CommandError, type Host } from '../host';
import { chosen, completedFor, namesPlace, parametersIn, parametersOption } from './parameters-file';

const args = {
  names: namesPlace,
  parameters: parametersOption,
  table: { type: 'boolean', description: 'print each request with its answer' },
  ...findingsOptions,
} as const;

/** `studiolo guardrails prove`: each guardrail's table of requests, asked of the evaluator. */
export const guardrailsProve = (host: Host, version: string) =>
  defineCommand({
    meta: {
      name: 'prove',
      description: 'Test guardrails with every request that they must refuse or let pass',
    },
    args,
    async run({ args: given, rawArgs }) {
      const names = given._.length > 0 ? chosen(given._).map(({ name }) => name) : [];
      const acceptances = await acceptancesFor(given, rawArgs, proofRules);
      const said = await parametersIn(given.parameters, version);
      const parameters = said.all;
      const { rows, outcomes } = proved(() =>
        proveAll(completed(parameters, examples(parameters.region, parameters.account)), names, (one) =>
          completedFor(said, one),
        ),
      );
      const source =
        given.parameters === undefined
          ? 'guardrails, with the parameters of an example'
          : `guardrails, with ${given.parameters}`;
      const report = withAcceptances(host, { source, outcomes, idle: [], locate: ({ where }) => where }, acceptances);
      const above = [(given.table ? wholeTable(rows, host) : summary(rows, host)).join('\n')];
      printReport(host, given, report, { rules: proofRules, version, above, more: { requests: rows } });
      endAsFound(given, report, 'do not hold');
    },
  });

function proved<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof TooLarge) throw new CommandError(error.message);
    throw error;
  }
}

function summary(rows: readonly Proved[], host: Host): string[] {
  const groups = new Map<string, Proved[]>();
  for (const row of rows) {
    const key = `${row.guardrail} ${row.place}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const count = (of: readonly Proved[], expected: Proved['expected']) => {
    const wanted = of.filter((row) => row.expected === expected);
    return `${wanted.filter(({ holds }) => holds).length} of ${wanted.length}`;
  };
  const columns = [
    { head: 'guardrail' },
    { head: 'for' },
    { head: 'refused', align: 'right' as const },
    { head: 'let pass', align: 'right' as const },
  ];
  const lines = [...groups.values()].map((of) => [
    of[0]?.guardrail ?? '',
    of[0]?.place ?? '',
    count(of, 'refused'),
    count(of, 'allowed'),
  ]);
  return table(columns, lines, host);
}

function wholeTable(rows: readonly Proved[], host: Host): string[] {
  const columns = [
    { head: 'guardrail' },
    { head: 'for' },
    { head: 'request' },
    { head: 'shows', cut: 'end' as const },
    { head: 'answer' },
    { head: 'by' },
  ];
  const lines = rows.map(({ guardrail, place, request, says, decision, holds }) => [
    guardrail,
    place,
    request.action,
    says,
    `${decision.allowed ? 'allowed' : 'refused'}${holds ? '' : ', which is wrong'}`,
    (decision.allowed ? undefined : decision.by?.sid) ?? '',
  ]);
  return table(columns, lines, host);
}

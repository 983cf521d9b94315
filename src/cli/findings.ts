import { accept } from '../admin/findings/accept';
import type { Acceptance } from '../admin/findings/acceptance';
import { exitCodeOf, exitCodes } from '../admin/findings/exit-code';
import { type Finding, type Outcome, unassessed } from '../admin/findings/outcome';
import { humanReport } from '../admin/findings/report/human';
import { jsonReport } from '../admin/findings/report/json';
import type { Report } from '../admin/findings/report/report';
import { sarifReport } from '../admin/findings/report/sarif';
import { tally } from '../admin/findings/report/tally';
import type { Rule } from '../admin/findings/rule';
import { severities, type Severity } from '../admin/findings/severity';
import { AcceptanceError, acceptanceOf, acceptancesIn } from '../admin/findings/stated-acceptance';
import { unstopped } from './failure';
import { CommandError, type Host, UsageError } from './host';
import { textOf } from './text-of';

const failing: Severity[] = [...severities];

/** The options of every command that judges. */
export const findingsOptions = {
  json: { type: 'boolean', description: 'print the result as JSON' },
  sarif: { type: 'boolean', description: 'print the result as SARIF 2.1.0' },
  accept: {
    type: 'string',
    description: 'accept a finding until a day, and say why; may be given several times',
    valueHint: '"CODE [at WHERE] until YYYY-MM-DD: REASON" …',
  },
  'accept-file': {
    type: 'string',
    description: 'accept the findings that a YAML or JSON file lists',
    valueHint: 'FILE',
  },
  'fail-on': {
    type: 'enum',
    options: failing,
    default: 'error',
    description: 'the least severity of a finding that ends the command with 3',
  },
} as const;

export interface FindingsGiven {
  json?: boolean | undefined;
  sarif?: boolean | undefined;
  'accept-file'?: string | undefined;
  'fail-on': Severity;
}

/** All that is accepted, by file and on the command line. UsageError for what is not understood. */
export async function acceptancesFor(given: FindingsGiven, words: readonly string[], rules: Rule[]) {
  if (given.json && given.sarif) throw new UsageError('--json and --sarif exclude each other');
  const codes = rules.map(({ code }) => code);
  const file = given['accept-file'];
  try {
    const text = file === undefined ? undefined : await textOf('--accept-file', file);
    return [
      ...(file === undefined || text === undefined ? [] : acceptancesIn(text, file, codes)),
      ...valuesOf('accept', words).map((value) => acceptanceOf(value, '--accept', codes)),
    ];
  } catch (error) {
    if (error instanceof AcceptanceError) throw new UsageError(error.message);
    throw error;
  }
}

/** Every value of an option that may be given several times. */
function valuesOf(option: string, words: readonly string[]): string[] {
  return words.flatMap((word, at) => {
    if (word.startsWith(`--${option}=`)) return [word.slice(option.length + 3)];
    return word === `--${option}` ? [words[at + 1] ?? ''] : [];
  });
}

/** The report with what is accepted today; a finding's place is compared with its words, its id and its file. */
export function withAcceptances<F extends Finding>(
  host: Host,
  report: Report<F>,
  acceptances: Acceptance[],
): Report<F> {
  const today = new Date(host.now()).toISOString().slice(0, 10);
  const placeOf = (finding: F) => {
    const { text, id, file, line } = report.locate(finding);
    return [text, ...(id === undefined ? [] : [id]), ...(file === undefined ? [] : [file, `${file}:${line ?? ''}`])];
  };
  return { ...report, ...accept(report.outcomes, acceptances, { today, placeOf }) };
}

/** Prints a report in the form that is asked for. `above` is for people, `more` for programs. */
export function printReport<F extends Finding>(
  host: Host,
  given: FindingsGiven,
  report: Report<F>,
  { rules, version, above, more }: { rules: Rule[]; version: string; above?: string[]; more?: object },
): void {
  if (given.json) host.print(JSON.stringify(jsonReport(report, more), null, 2));
  else if (given.sarif) host.print(JSON.stringify(sarifReport(report, rules, version), null, 2));
  else host.print(humanReport(report, host, above));
}

/** Ends the command as the findings say: with 3 or 4, or not at all. `failing`: what findings mean for what was judged. */
export function endAsFound(
  given: Pick<FindingsGiven, 'fail-on'>,
  { source, outcomes }: { source: string; outcomes: Outcome[] },
  failing: string,
): void {
  const code = exitCodeOf(outcomes, given['fail-on']);
  if (code === exitCodes.findings) throw new CommandError(`${source} ${failing}: ${tally(outcomes)}`, code);
  if (code === exitCodes.notAssessed) {
    const why = unassessed(outcomes).map(({ gap }) => `${gap.what}: ${unstopped(gap.why)}; ${gap.remedy}`);
    throw new CommandError(`could not assess ${why.join('\n')}`, code);
  }
}

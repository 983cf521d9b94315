import { idleText } from '../accept';
import { type Finding, findingsOf, type Unassessed, unassessed } from '../outcome';
import { type Severity, worstFirst } from '../severity';
import type { Report } from './report';
import { tally } from './tally';

const colours: Record<Severity, string> = { error: '\u001b[31m', warning: '\u001b[33m', note: '\u001b[36m' };
const plain = '\u001b[0m';

/**
 * The result for a person, worst first. `colour` only where it is a terminal that reads; `above`: what else is to be
 * told of what was judged, a text each.
 */
export function humanReport<F extends Finding>(
  report: Report<F>,
  { colour }: { colour: boolean },
  above: string[] = [],
): string {
  const findings = worstFirst(findingsOf(report.outcomes));
  const open = findings.filter(({ accepted }) => !accepted);
  const told = open.filter(firstOfTheirCode());
  const items = told.map((finding) => findingText(report, finding, colour));
  const untold = open.length - told.length;
  if (untold > 0) items.push(`and ${untold} more of the same codes; --json lists all`);
  const parts = [
    report.source,
    ...above,
    ...items,
    ...unassessed(report.outcomes).map(gapText),
    ...listOf(
      'accepted:',
      findings.flatMap((finding) => acceptedText(report, finding)),
    ),
    ...listOf('accepted without need:', report.idle.map(idleText)),
    tally(report.outcomes),
  ];
  return parts.map(printable(colour)).join('\n\n');
}

/** One finding, with where it is and what to do. */
export function findingText<F extends Finding>(
  { locate, concerns }: Pick<Report<F>, 'locate' | 'concerns'>,
  finding: F,
  colour: boolean,
): string {
  const { severity, code, reason, remedy, mend } = finding;
  const about = concerns?.(finding) ?? [];
  return [
    `${colour ? `${colours[severity]}${severity}${plain}` : severity} ${code}${about.length > 0 ? ` (${about.join(', ')})` : ''}: ${reason}`,
    `  where: ${locate(finding).text}`,
    `  remedy: ${remedy}`,
    ...(mend ?? []).map((line) => `    ${line}`),
  ].join('\n');
}

const mostCodes = 20;

/** What could not be looked at. */
export function gapText({ gap: { what, why, remedy }, codes }: Unassessed): string {
  return [
    `could not assess ${what}: ${why}`,
    `  remedy: ${remedy}`,
    ...(codes.length > 0
      ? [`  not judged: ${codes.length > mostCodes ? `${codes.length} rules` : codes.join(', ')}`]
      : []),
  ].join('\n');
}

function acceptedText<F extends Finding>({ locate }: Report<F>, finding: F): string[] {
  if (!finding.accepted) return [];
  const { until, reason } = finding.accepted;
  return [`${finding.severity} ${finding.code} at ${locate(finding).text}, until ${until}: ${reason}`];
}

const listOf = (head: string, lines: string[]) =>
  lines.length === 0 ? [] : [[head, ...lines.map((line) => `  ${line}`)].join('\n')];

/** More of one kind tell a person no more. */
const mostOfOneCode = 50;

function firstOfTheirCode(): (finding: Finding) => boolean {
  const counts = new Map<string, number>();
  return ({ code }) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count <= mostOfOneCode;
  };
}

/**
 * Names of somebody else's may hold terminal control characters: none but our own colours and line ends get through,
 * others are shown as JSON writes them.
 */
const printable = (colour: boolean) => (text: string) =>
  text.replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, (character, at: number) =>
    colour && character === '\u001b' && /^\u001b\[(3[136]|0)m/.test(text.slice(at, at + 5))
      ? character
      : visible(character),
  );

/** Control characters as JSON writes them. */
export const visible = (text: string): string =>
  text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, (character) => {
    const written = JSON.stringify(character).slice(1, -1);
    return written === character ? `\\u00${character.charCodeAt(0).toString(16)}` : written;
  });

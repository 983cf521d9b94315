import { findingsOf, type Outcome, unassessed } from '../outcome';
import { severities } from '../severity';

/** "2 errors, 1 warning, no notes", and what is accepted or could not be assessed, where there is some. */
export function tally(outcomes: Outcome[]): string {
  const findings = findingsOf(outcomes);
  const told = findings.filter(({ accepted }) => !accepted);
  const counts = severities.map((severity) =>
    counted(told.filter((finding) => finding.severity === severity).length, severity),
  );
  const accepted = findings.length - told.length;
  if (accepted > 0) counts.push(`${accepted} accepted`);
  const gaps = unassessed(outcomes).length;
  if (gaps > 0) counts.push(`${gaps} could not be assessed`);
  return counts.join(', ');
}

const counted = (number: number, what: string) => `${number === 0 ? 'no' : number} ${what}${number === 1 ? '' : 's'}`;

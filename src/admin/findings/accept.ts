import type { Acceptance, IdleAcceptance } from './acceptance';
import { findingsOf, type Finding, type Outcome } from './outcome';

/**
 * Marks the findings that are accepted on a day, and tells which acceptances do nothing. One whose rule was not
 * judged, as it does not apply here or could not be assessed, is not called unused. `placeOf`: the words that `at` is compared with.
 */
export function accept<F extends Finding>(
  outcomes: Outcome<F>[],
  acceptances: Acceptance[],
  { today, placeOf }: { today: string; placeOf: (finding: F) => string[] },
): { outcomes: Outcome<F>[]; idle: IdleAcceptance[] } {
  const used = new Set<Acceptance>();
  const valid = acceptances.filter(({ until }) => until >= today);
  const marked = outcomes.map((one): Outcome<F> => {
    if (one.outcome !== 'finding') return one;
    const accepted = valid.find((acceptance) => meets(acceptance, one.finding, placeOf));
    if (!accepted) return one;
    used.add(accepted);
    return { ...one, finding: { ...one.finding, accepted } };
  });
  const unjudged = new Set(outcomes.flatMap(({ outcome, code }) => (/^not-/.test(outcome) ? [code] : [])));
  const findings = findingsOf(outcomes);
  const idle = acceptances.flatMap((acceptance): IdleAcceptance[] => {
    if (!valid.includes(acceptance)) return [{ acceptance, because: 'expired' }];
    // One that another one made needless is still of use the day the other ends.
    const needed = used.has(acceptance) || findings.some((finding) => meets(acceptance, finding, placeOf));
    return needed || unjudged.has(acceptance.code) ? [] : [{ acceptance, because: 'unused' }];
  });
  return { outcomes: marked, idle };
}

function meets<F extends Finding>({ code, at }: Acceptance, finding: F, placeOf: (finding: F) => string[]): boolean {
  if (code !== finding.code) return false;
  return at === undefined || placeOf(finding).some((place) => like(place, at));
}

/** Whether a text is as a pattern says, in which `*` stands for anything. Takes no more than both lengths multiplied. */
function like(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return text === first;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= text.length - last.length;
}

/** What to say of an acceptance that does nothing. */
export function idleText({ acceptance: { code, at, until, stated }, because }: IdleAcceptance): string {
  const what = `${stated} accepts ${code}${at === undefined ? '' : ` at ${at}`}`;
  return because === 'expired'
    ? `${what} until ${until}, which is over; mend it, or set a later day`
    : `${what}, which was not found; take it out`;
}

import { idleText } from '../accept';
import { type Finding, findingsOf, unassessed } from '../outcome';
import { worstFirst } from '../severity';
import type { Report } from './report';

/** The result for programs. `more`: what else is known of what was judged, by name. */
export function jsonReport<F extends Finding>(report: Report<F>, more: object = {}): object {
  const findings = worstFirst(findingsOf(report.outcomes));
  const codesOf = (outcome: string) => report.outcomes.flatMap((one) => (one.outcome === outcome ? [one.code] : []));
  return {
    source: report.source,
    ...more,
    findings: findings.map((finding) => ({ ...finding, location: report.locate(finding).text })),
    notAssessed: unassessed(report.outcomes).map(({ gap, codes }) => ({ ...gap, codes })),
    notApplicable: report.outcomes.flatMap((one) =>
      one.outcome === 'not-applicable' ? [{ code: one.code, why: one.why }] : [],
    ),
    passed: codesOf('pass'),
    idleAcceptances: report.idle.map((idle) => ({ ...idle.acceptance, because: idle.because, text: idleText(idle) })),
    errors: findings.filter(({ severity, accepted }) => severity === 'error' && !accepted).length,
  };
}

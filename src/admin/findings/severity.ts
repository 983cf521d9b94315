/**
 * `error`: something does not work, or what shall hold does not. `warning`: something in it will not work, or is unsafe.
 * `note`: worth knowing.
 */
export const severities = ['error', 'warning', 'note'] as const;
export type Severity = (typeof severities)[number];

/** Whether something is at least as bad as what is asked about. */
export const atLeast = (severity: Severity, least: Severity): boolean =>
  severities.indexOf(severity) <= severities.indexOf(least);

/** Errors before warnings before notes; otherwise as they came. */
export function worstFirst<F extends { severity: Severity }>(findings: F[]): F[] {
  return severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

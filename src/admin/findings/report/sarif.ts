import { idleText } from '../accept';
import { type Finding, findingsOf, unassessed } from '../outcome';
import { worstFirst } from '../severity';
import type { Rule } from '../rule';
import type { Location, Report } from './report';

/** The result as SARIF 2.1.0, for code scanning in CI. `rules`: all that were asked, found or not. */
export function sarifReport<F extends Finding>(report: Report<F>, rules: Rule[], version: string): object {
  const codes = rules.map(({ code }) => code);
  const gaps = unassessed(report.outcomes);
  const notifications = [
    ...gaps.map(({ gap: { what, why, remedy } }) => ({
      level: 'error',
      message: { text: `could not assess ${what}: ${why}. Remedy: ${remedy}.` },
    })),
    ...report.idle.map((idle) => ({ level: 'warning', message: { text: idleText(idle) } })),
  ];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'studiolo', version, rules: rules.map(described) } },
        invocations: [
          {
            executionSuccessful: gaps.length === 0,
            ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
          },
        ],
        results: worstFirst(findingsOf(report.outcomes)).map((finding) => {
          const { code, severity, reason, remedy, accepted } = finding;
          const concerns = report.concerns?.(finding) ?? [];
          return {
            ruleId: code,
            ruleIndex: codes.indexOf(code),
            level: severity,
            message: { text: `${reason}. Remedy: ${remedy}.` },
            locations: [placed(report.locate(finding))],
            ...(accepted && {
              suppressions: [
                {
                  kind: 'external',
                  status: 'accepted',
                  justification: `${accepted.reason} (until ${accepted.until}; ${accepted.stated})`,
                },
              ],
            }),
            ...(concerns.length > 0 && { properties: { concerns } }),
          };
        }),
      },
    ],
  };
}

const described = ({ code, title, why, right, severity }: Rule) => ({
  id: code,
  shortDescription: { text: title },
  fullDescription: { text: why },
  help: { text: right },
  defaultConfiguration: { level: severity },
});

function placed({ text, file, line, column }: Location): object {
  return {
    ...(file !== undefined && {
      physicalLocation: {
        artifactLocation: { uri: uriOf(file) },
        ...(line !== undefined && {
          region: { startLine: line, ...(column !== undefined && { startColumn: column }) },
        }),
      },
    }),
    logicalLocations: [{ fullyQualifiedName: text }],
  };
}

/** A file or an address as a URI reference; one whose first part would be taken for a scheme and is none goes below `./`. */
function uriOf(file: string): string {
  const uri = encodeURI(file).replaceAll('#', '%23').replaceAll('?', '%3F');
  return /^[a-z][a-z0-9+.-]*:/i.test(uri) || !/^[^/]*:/.test(uri) ? uri : `./${uri}`;
}

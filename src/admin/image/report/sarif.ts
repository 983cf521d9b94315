import type { Image } from '../verify/contents';
import type { Finding } from '../verify/finding';
import { findingCodes } from '../verify/finding-codes';
import { placeText } from './human';

/** The result as SARIF 2.1.0, for code scanning in CI. `source` is the file or address that was read. */
export function sarifReport(source: string, image: Image, findings: Finding[], version: string): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'studiolo',
            version,
            rules: Object.entries(findingCodes).map(([id, [level, text]]) => ({
              id,
              shortDescription: { text },
              defaultConfiguration: { level },
            })),
          },
        },
        results: findings.map(({ code, severity, message, where, remedy, appTypes }) => ({
          ruleId: code,
          ruleIndex: Object.keys(findingCodes).indexOf(code),
          level: severity,
          message: { text: `${message}. Remedy: ${remedy}.` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: encodeURI(source) },
                ...(where.in === 'dockerfile' && { region: { startLine: where.line } }),
              },
              logicalLocations: [{ fullyQualifiedName: placeText(where, image) }],
            },
          ],
          properties: { appTypes },
        })),
      },
    ],
  };
}

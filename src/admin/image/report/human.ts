import type { Finding, Place, Severity } from '../verify/finding';
import type { Image } from '../verify/contents';
import type { Outlook } from '../verify/outlook';

const colours: Record<Severity, string> = { error: '\u001b[31m', warning: '\u001b[33m', note: '\u001b[36m' };
const plain = '\u001b[0m';

/** The result for a person. `colour` only where it is a terminal that reads. */
export function humanReport(
  source: string,
  image: Image,
  outlooks: Outlook[],
  findings: Finding[],
  { colour }: { colour: boolean },
): string {
  const paint = (severity: Severity) => (colour ? `${colours[severity]}${severity}${plain}` : severity);
  const looks = outlooks.map(({ appType, lines }) =>
    [`As a ${appType} app, Studio`, ...lines.map((line) => `  ${line}`)].join('\n'),
  );
  const told = findings.filter(firstOfTheirCode());
  const items = told.map(({ severity, code, message, where, remedy, dockerfile, appTypes }) =>
    [
      `${paint(severity)} ${code} (${appTypes.join(', ')}): ${message}`,
      `  where: ${placeText(where, image)}`,
      `  remedy: ${remedy}`,
      ...(dockerfile ?? []).map((line) => `    ${line}`),
    ].join('\n'),
  );
  const untold = findings.length - told.length;
  if (untold > 0) items.push(`and ${untold} more of the same codes; --json lists all`);
  return [source, ...looks, ...items, tally(findings)].map(printable(colour)).join('\n\n');
}

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

/** "2 errors, 1 warning, no notes". */
export function tally(findings: Finding[]): string {
  const count = (severity: Severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    return `${number === 0 ? 'no' : number} ${severity}${number === 1 ? '' : 's'}`;
  };
  return `${count('error')}, ${count('warning')}, ${count('note')}`;
}

/** A place in words, with the command that made the layer where it is known. */
export function placeText(where: Place, image: Image): string {
  switch (where.in) {
    case 'config':
      return `image config, ${where.member}`;
    case 'app-image-config':
      return `AppImageConfig, ${where.member}`;
    case 'dockerfile':
      return `line ${where.line}`;
    case 'image':
      return where.file;
    case 'layer': {
      const layer = image.kind === 'image' ? image.layers[where.layer] : undefined;
      const made = layer?.createdBy ? ` (${layer.createdBy.replaceAll(/\s+/g, ' ').slice(0, 60)})` : '';
      return `${where.file} in layer ${where.layer} ${layer?.name.slice(0, 19) ?? ''}${made}`;
    }
  }
}

/**
 * Names in an image may hold terminal control characters: none but our own colours and line ends get through, others are
 * shown as JSON writes them.
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

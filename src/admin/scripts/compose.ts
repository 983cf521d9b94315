import ownScripts from '../../../lifecycle-scripts/own-scripts.sh';
import preludeText from '../../../lifecycle-scripts/prelude.sh';
import { headOf } from './composition';
import { wordsOf } from './own-script';
import type { BundledPart, OwnPart, Part } from './part';
import { quoted } from './parameters';
import { ScriptError } from './script-error';
import { textOf } from './script-name';

const preludeBegin = '# Prelude: the same lines in every script.';
const preludeEnd = '# End of prelude.';
/** What a lifecycle configuration may take (fact sheet, section 4: 5 minutes), less what starting and ending them may take. */
const limitSeconds = 290;
/** What is kept for an own script while others run before it: it has at least the first, and at most the second. */
const [leastSeconds, mostKept] = [5, 60];

/**
 * One script that runs the parts one after the other and fails if one of them does. The bundled scripts share one copy of
 * their prelude, are without comments, and run in a subshell each. A script of the customer's own is carried as data, byte
 * for byte, and run by itself from a file. ScriptError where parts cannot stand together.
 */
export function compose(given: readonly Part[], version: string): string {
  const parts = given.map((part) => (part.kind === 'own' ? part : { ...part, text: unix(part.text) }));
  const twice = parts.find((part, index) => parts.findIndex((other) => sameName(part, other)) !== index);
  if (twice) throw new ScriptError(`${textOf(twice.name)} is asked for twice`);
  const until = endsOf(parts);
  return [
    ...headOf(parts, version),
    bare(unix(preludeText)),
    ...(parts.some(({ kind }) => kind === 'own') ? [bare(unix(ownScripts))] : []),
    ...parts.map((part, index) => {
      const name = `part_${index + 1}`;
      if (part.kind === 'own') return `${name}() {\n${ownCall(part, until[index] ?? 0)}\n}`;
      return `${name}() (\n${bare(withoutPrelude(part.text)).trimEnd()}\n)`;
    }),
    'result=0',
    ...parts.map((_, index) => `part_${index + 1}\n(($? == 0)) || result=1`),
    'exit $result\n',
  ].join('\n');
}

/** A bundled script that this version does not have any more, as one that stands by itself. */
export const alone = ({ name, text }: BundledPart): OwnPart => ({
  kind: 'own',
  name: `./${name}.sh`,
  bytes: Buffer.from(`#!/bin/bash\n${bare(unix(preludeText))}\n${text}\n`, 'utf8'),
  enforce: /^ENFORCE='yes'$/m.test(text),
});

const sameName = (one: Part, other: Part) => one.kind === other.kind && one.name === other.name;

/** The second at which each part must be done so that those after it have their time; ScriptError where that is too little. */
function endsOf(parts: readonly Part[]): number[] {
  const least = parts.map((part) => (part.kind === 'own' ? leastSeconds : secondsOf(part.text)));
  const sum = least.reduce((a, b) => a + b, 0);
  if (sum > limitSeconds) {
    const each = parts.map(({ kind, name }, index) =>
      kind === 'own' ? `${textOf(name)} at least ${leastSeconds} s` : `${name} ${least[index]} s`,
    );
    throw new ScriptError(
      `together the scripts may take ${sum} s, and a lifecycle configuration has ${limitSeconds} s for them: ${each.join(', ')}; choose fewer`,
    );
  }
  const own = parts.filter(({ kind }) => kind === 'own').length;
  const kept = Math.min(mostKept, leastSeconds + Math.floor((limitSeconds - sum) / own));
  let end = limitSeconds;
  return parts
    .map((part, index) => (part.kind === 'own' ? kept : (least[index] ?? 0)))
    .toReversed()
    .map((seconds) => {
      const at = end;
      end -= seconds;
      return at;
    })
    .toReversed();
}

/** The call that runs an own script, with the script behind it, as it is where that is readable text. */
function ownCall({ name, bytes, enforce, ...rest }: OwnPart, until: number): string {
  const text = readable(bytes);
  const body = text ?? Buffer.from(bytes).toString('base64');
  const decoder = text === undefined ? 'base64 -d' : `head -c ${bytes.length}`;
  const lines = new Set(body.split('\n'));
  let end = 'END_OF_SCRIPT';
  while (lines.has(end)) end += '_';
  const words = [
    textOf(name),
    decoder,
    String(until),
    enforce ? 'yes' : '',
    ...wordsOf({ ...rest, name, bytes, enforce }),
  ];
  return `own ${words.map(quoted).join(' ')} <<'${end}'\n${body.replace(/\n$/, '')}\n${end}`;
}

/** The script as text that shells, YAML and people read alike; nothing for other bytes. */
function readable(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes).toString('utf8');
  const plain = /^[\t\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffc\u{10000}-\u{10ffff}]*$/u.test(
    text,
  );
  return plain && Buffer.from(text, 'utf8').equals(bytes) ? text : undefined;
}

/** The seconds that a bundled script allows itself. */
const secondsOf = (text: string) => Number(/^SCRIPT=\S+ LIMIT=(\d+)$/m.exec(text)?.[1] ?? 0);

function withoutPrelude(text: string): string {
  const [from, to] = [text.indexOf(preludeBegin), text.indexOf(preludeEnd)];
  return from === -1 || to === -1 ? text : text.slice(0, from) + text.slice(to + preludeEnd.length);
}

/** Without empty lines and lines that are comments: the bundled scripts have no other lines that begin with `#`. */
const bare = (text: string) =>
  text
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .map((line) => line.replace(/^([A-Z][A-Z0-9_]*='(?:[^']|'\\'')*') *# .+$/, '$1'))
    .join('\n');

/** Whatever a checkout on Windows made of it. */
function unix(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

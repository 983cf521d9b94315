import { isFormer, partsOfFormer } from './former-composition';
import type { Part } from './part';
import { nameOf, textOf } from './script-name';

/** The lines that a composed script begins with. */
export const headOf = (parts: readonly Part[], version: string) => [
  '#!/bin/bash',
  `# studiolo ${version}: ${parts.map(({ name }) => textOf(name)).join(', ')}`,
  '# Made by `studiolo domain install`, and to be changed there.',
];

/** The version of studiolo and the names of the scripts in a composed script; nothing for any other script. */
export function composition(script: string): { version: string; scripts: string[] } | undefined {
  const [, version, names] = /^# studiolo (\S+): (.+)$/m.exec(script.split('\n').slice(0, 3).join('\n')) ?? [];
  return version === undefined || names === undefined
    ? undefined
    : { version, scripts: names.split(', ').map((name) => nameOf(name)) };
}

/**
 * The parts of a composed script: an own one byte for byte as it went in; a bundled one without comments and without the
 * common prelude.
 */
export function partsOf(script: string): Part[] {
  const names = composition(script)?.scripts ?? [];
  if (isFormer(script)) return partsOfFormer(script, names);
  let at = 0;
  return names.map((name, index): Part => {
    const begin = `\npart_${index + 1}() `;
    at = script.indexOf(begin, at) + begin.length;
    const own = ownCall.exec(script.slice(at));
    if (!own) {
      const from = at + '(\n'.length;
      at = script.indexOf(`\n)\n${index + 1 === names.length ? 'result=0' : `part_${index + 2}() `}`, from);
      return { kind: 'bundled', name, text: script.slice(from, at) };
    }
    const [call, decoder = '', enforce, end] = own;
    const from = at + call.length;
    at = script.indexOf(`\n${end}\n}\n`, from - 1);
    const body = Buffer.from(script.slice(from, at + 1), 'utf8');
    const bytes =
      decoder === 'base64 -d' ? Buffer.from(body.toString(), 'base64') : body.subarray(0, Number(decoder.slice(8)));
    return { kind: 'own', name, bytes, enforce: enforce === 'yes' };
  });
}

const ownCall = /^\{\nown '(?:[^']|'\\'')*' '(base64 -d|head -c \d+)' '\d+' '(yes|)' .*<<'(\w+)'\n/;

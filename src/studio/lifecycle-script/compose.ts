import { ScriptError } from './script-error';

/** A script that goes into the composed one. */
export interface Part {
  /** Letters, digits and hyphens. */
  name: string;
  /** Bash, with parameters filled in. */
  text: string;
}

const preludeBegin = '# Prelude: the same lines in every script.';
const preludeEnd = '# End of prelude.';
/** What a lifecycle configuration may take (fact sheet, section 4: 5 minutes), less what starting the shell may take. */
const limitSeconds = 290;

/**
 * One script that runs the parts one after the other, each in a subshell of its own, and fails if one of them does.
 * The bundled scripts share one copy of their prelude and are without comments; a script of the customer's own stands
 * as it is, except for CRLF line ends. ScriptError where parts cannot stand together.
 */
export function compose(given: readonly Part[], version: string): string {
  const parts = given.map(({ name, text }) => ({ name, text: text.replaceAll('\r\n', '\n') }));
  const twice = parts.find((part, index) => parts.findIndex(({ name }) => name === part.name) !== index);
  if (twice) throw new ScriptError(`${twice.name} is asked for twice`);
  const seconds = parts.reduce((sum, { text }) => sum + secondsOf(text), 0);
  if (seconds > limitSeconds) {
    const each = parts.map(({ name, text }) => `${name} ${secondsOf(text)} s`).join(', ');
    throw new ScriptError(
      `together the scripts may take ${seconds} s, and a lifecycle configuration has 300 s: ${each}; choose fewer`,
    );
  }
  const prelude = parts.map(({ text }) => preludeOf(text)).find((text) => text !== undefined);
  return [
    '#!/bin/bash',
    `# studiolo ${version}: ${parts.map(({ name }) => name).join(', ')}`,
    '# Made by `studiolo domain install`: change it there.',
    ...(prelude === undefined ? [] : [bare(prelude)]),
    ...parts.map(asFunction),
    'result=0',
    ...parts.map(({ name }) => `${functionName(name)}\n(($? == 0)) || result=1`),
    'exit $result\n',
  ].join('\n');
}

/** The version of studiolo and the names of the scripts in a composed script; nothing for any other script. */
export function composition(script: string): { version: string; scripts: string[] } | undefined {
  const [, version, names] = /^# studiolo (\S+): (.+)$/m.exec(script.split('\n').slice(0, 3).join('\n')) ?? [];
  return version === undefined || names === undefined ? undefined : { version, scripts: names.split(', ') };
}

/** The parts of a composed script, as they stand in it: without comments if bundled, without the common prelude. */
export function partsOf(script: string): Part[] {
  const names = composition(script)?.scripts ?? [];
  let at = 0;
  return names.map((name, index) => {
    const begin = `\n${functionName(name)}() (\n`;
    const next = names[index + 1];
    const from = script.indexOf(begin, at) + begin.length;
    at = script.indexOf(next === undefined ? '\n)\nresult=0\n' : `\n)\n${functionName(next)}() (\n`, from);
    return { name, text: script.slice(from, at).replace(foreignHead, '') };
  });
}

function asFunction({ name, text }: Part): string {
  const lines = text.replace(/\n+$/, '');
  const [first = ''] = lines.split('\n', 1);
  if (!/^#!\s*\S*\/(env\s+)?(ba)?sh\b/.test(first)) {
    throw new ScriptError(
      `${name} begins with ${JSON.stringify(first.slice(0, 60))}; only scripts for bash or sh can be put together`,
    );
  }
  const prelude = preludeOf(lines);
  const body = prelude === undefined ? `${foreignHead}${lines}` : bare(lines.replace(prelude, ''));
  return `${functionName(name)}() (\n${body}\n)`;
}

/** What the prelude sets is not for a script that does not expect it. */
const foreignHead = 'set +u\nunset -f say fail within start\n';

const functionName = (name: string) => `part_${name.replaceAll(/[^A-Za-z0-9]/g, '_')}`;

/** The seconds that a bundled script allows itself; none are known of others. */
const secondsOf = (text: string) => Number(/^SCRIPT=\S+ LIMIT=(\d+)$/m.exec(text)?.[1] ?? 0);

function preludeOf(text: string): string | undefined {
  const from = text.indexOf(preludeBegin);
  const to = text.indexOf(preludeEnd);
  return from === -1 || to === -1 ? undefined : text.slice(from, to + preludeEnd.length);
}

/** Without empty lines and lines that are comments: the bundled scripts have no other lines that begin with `#`. */
const bare = (text: string) =>
  text
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .map((line) => line.replace(/^([A-Z][A-Z0-9_]*='(?:[^']|'\\'')*') *# .+$/, '$1'))
    .join('\n');

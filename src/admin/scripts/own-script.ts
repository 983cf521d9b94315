import type { OwnPart } from './part';
import { ScriptError } from './script-error';

/** A script of the customer's own as a part. ScriptError, with the line and the remedy, for one that cannot work. */
export function ownPart(name: string, bytes: Uint8Array, enforce: boolean): OwnPart {
  // Each byte one character: what is looked for is ASCII, and the rest may be in any encoding.
  const text = Buffer.from(bytes).toString('latin1');
  const lines = text.replace(/\n$/, '').split('\n');
  const [first = ''] = lines;
  if (text.trim() === '') throw new ScriptError(`${name} is empty`);
  if (/^(\xff\xfe|\xfe\xff)/.test(text) || first.includes('\0')) {
    throw new ScriptError(`${name}, line 1, is no text that a shell reads: save it as UTF-8 without a byte order mark`);
  }
  if (text.startsWith('\xef\xbb\xbf')) {
    throw new ScriptError(
      `${name}, line 1, begins with a byte order mark, which nobody sees and no shell takes: save it as UTF-8 without BOM`,
    );
  }
  const returns = lines.flatMap((line, index) => (line.endsWith('\r') ? [index + 1] : []));
  if ((first.startsWith('#!') && first.includes('\r')) || returns.length * 2 > lines.length) {
    throw new ScriptError(
      `${name}, line ${returns[0] ?? 1}, ends in CRLF, as Windows writes it, and a shell takes the CR for a part of the command: ` +
        'save it with LF line ends, or run dos2unix on it',
    );
  }
  const interpreter = interpreterOf(first);
  if ('wrong' in interpreter) {
    throw new ScriptError(`${name}, line 1, begins with ${JSON.stringify(first.slice(0, 60))}; ${interpreter.wrong}`);
  }
  return { kind: 'own', name, bytes, enforce };
}

/**
 * The words that run a script, before its file: what Linux makes of its first line. Bash where that names nothing that can
 * work, as bash itself does it.
 */
export function wordsOf({ bytes }: OwnPart): string[] {
  const [first = ''] = Buffer.from(bytes).toString('latin1').split('\n', 1);
  const interpreter = interpreterOf(first);
  return 'wrong' in interpreter ? [bash] : interpreter.words;
}

const bash = '/bin/bash';
const shell = /^(\S*\/)?(bash|sh|dash)$/;

/** Linux passes all that stands behind the interpreter as one argument. */
function interpreterOf(first: string): { words: string[] } | { wrong: string } {
  const [, program, argument] = /^#![ \t]*([^ \t]+)[ \t]*(.*?)[ \t]*$/.exec(first) ?? [];
  // Without such a line, or with it further below, where it is a comment.
  if (program === undefined || argument === undefined) return { words: [bash] };
  const words = argument === '' ? [program] : [program, argument];
  if (program.startsWith('/') && shell.test(program)) {
    if (!/\s/.test(argument)) return { words };
    return { wrong: `Linux passes ${JSON.stringify(argument)} as one option: write options together, such as -eux` };
  }
  if (/^\/\S*\/env$/.test(program)) {
    const [, split, command = '', more] = /^(-S\s*|--split-string=)?((?:\S+=\S*\s+)*\S*)(\s.*)?$/.exec(argument) ?? [];
    if (shell.test(command.split(/\s+/).at(-1) ?? '') && (split !== undefined || (!more && !/\s/.test(command)))) {
      return { words };
    }
    if (shell.test(argument.split(/\s+/)[0] ?? ''))
      return { wrong: `Linux passes ${JSON.stringify(argument)} as one word: write #!${bash}${more}` };
  }
  return { wrong: `only scripts for bash or sh can be put together: call it from one that begins with #!${bash}` };
}

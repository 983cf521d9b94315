import type { DoubleQuotedChild, Word, WordPart } from 'unbash';
import { applied, notKnown } from './dockerfile-words';
import type { ShellState } from './shell-state';

/** What a command substitution prints. */
export type Substitute = (part: Extract<WordPart, { type: 'CommandExpansion' }>) => string;

/** A word as one text: for assignments, redirections and tests. */
export function textOf(word: Word | undefined, state: ShellState, substitute: Substitute): string {
  if (!word) return '';
  if (!word.parts) return word.value;
  return word.parts.map((part) => partText(part, state, substitute)).join('');
}

/** A word as the words that the shell makes of it: what comes out of a variable without quotes is split at spaces. */
export function fieldsOf(word: Word, state: ShellState, substitute: Substitute): string[] {
  if (!word.parts) return [word.value];
  const elements = arrayOf(word, state);
  if (elements) return elements;
  const fields: string[] = [];
  let open = false;
  for (const part of word.parts) {
    const text = partText(part, state, substitute);
    const split = ['SimpleExpansion', 'ParameterExpansion', 'CommandExpansion'].includes(part.type);
    const pieces = split ? text.split(/[ \t\n]+/) : [text];
    pieces.forEach((piece, index) => {
      if (index > 0) open = false;
      if (piece === '' && split) return;
      if (open) fields[fields.length - 1] += piece;
      else fields.push(piece);
      open = true;
    });
  }
  return fields;
}

/** Where the elements of an array are kept among the variables, and what stands between them. */
export const arrayName = (name: string) => `${name}[@]`;
export const between = '\u0001';

/** The elements of `"${name[@]}"`, each a word of its own. */
function arrayOf(word: Word, { variables }: ShellState): string[] | undefined {
  const [part, ...others] = word.parts ?? [];
  const inner = part?.type === 'DoubleQuoted' && part.parts.length === 1 ? part.parts[0] : part;
  if (others.length > 0 || inner?.type !== 'ParameterExpansion' || inner.operation || inner.prefix) return undefined;
  if (!/^[@*]$/.test(inner.index?.text ?? '')) return undefined;
  const elements = variables.get(arrayName(inner.parameter));
  return elements === undefined ? undefined : elements.split(between).filter((one) => one !== '');
}

function partText(part: WordPart | DoubleQuotedChild, state: ShellState, substitute: Substitute): string {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
    case 'Glob':
      return part.value;
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts.map((child) => partText(child, state, substitute)).join('');
    case 'SimpleExpansion':
      return variable(part.text.slice(1), state) ?? '';
    case 'ParameterExpansion': {
      const value = part.index ? notKnown : variable(part.parameter, state);
      if (part.prefix) return notKnown;
      if (!part.operation) return value ?? '';
      if (part.operation.type !== 'Default') return value === '' ? '' : notKnown;
      return applied(value, part.operation.operator, textOf(part.operation.operand, state, substitute));
    }
    case 'CommandExpansion':
      return substitute(part);
    case 'BraceExpansion':
      return part.text;
    default:
      return notKnown;
  }
}

function variable(name: string, { variables, moreVariables }: ShellState): string | undefined {
  const value = variables.get(name);
  if (value !== undefined) return value;
  // The script's arguments and the shell's own parameters are not followed.
  return moreVariables || !/^[A-Za-z_]/.test(name) || shellsOwn.test(name) ? notKnown : undefined;
}

const shellsOwn =
  /^(UID|EUID|RANDOM|HOSTNAME|PWD|OLDPWD|PPID|SECONDS|LINENO|BASH\w*|IFS|GROUPS|OSTYPE|HOSTTYPE|MACHTYPE)$/;

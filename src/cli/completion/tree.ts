import type { ArgsDef } from 'citty';
import { type Command, commandsOf, optionsOf } from '../command';

/** An option, or the word after a command, as a shell completes it. */
export interface Choice {
  name: string;
  description: string;
}
export interface Option extends Choice {
  /** What may follow it: nothing, one of these, a file, a domain that there is, or anything. */
  value: 'none' | 'file' | 'any' | 'domain' | readonly string[];
  /** Whether several values may stand there, with commas between them. */
  list: boolean;
}

/** A command with what can follow it. `path` is how it is called: ` domain install`, and nothing for the program. */
export interface CommandWords {
  path: string;
  /** What can stand next: its commands, or words of which it takes one. */
  commands: Choice[];
  options: Option[];
  /** Whether words of its own may be files. */
  files: boolean;
}

/** What can stand where a hint stands in a command's help, as `REGION`. */
export type ByHint = Readonly<Record<string, readonly string[]>>;

/** Every command of the tree, the program itself first. */
export function wordsOf(command: Command, byHint: ByHint = {}, path = ''): CommandWords[] {
  const inner = Object.entries(commandsOf(command));
  const own: CommandWords = {
    path,
    commands: [
      ...inner.map(([name, { meta }]) => ({ name, description: Object(meta).description ?? '' })),
      ...Object.values(optionsOf(command)).flatMap(({ type, valueHint = '' }) =>
        type === 'positional' ? (byHint[valueHint] ?? []).map((name) => ({ name, description: '' })) : [],
      ),
    ],
    options: Object.entries(optionsOf(command)).flatMap(([name, option]) => {
      if (option.type === 'positional') return [];
      const { description = '' } = option;
      const value = valueOf(option, byHint);
      return [{ name: `--${name}`, description, value, list: option.valueHint?.includes(',') ?? false }];
    }),
    files: Object.entries(optionsOf(command)).some(
      // What takes more than files says so in its description.
      ([, { type, valueHint = '', description = '' }]) =>
        type === 'positional' && (isFile(valueHint) || /\bFILE\b/.test(description)),
    ),
  };
  return [own, ...inner.flatMap(([name, below]) => wordsOf(below, byHint, `${path} ${name}`))];
}

function valueOf({ type, valueHint = '', ...option }: ArgsDef[string], byHint: ByHint): Option['value'] {
  if (type === 'boolean') return 'none';
  if (type === 'enum' && 'options' in option) return option.options ?? 'any';
  if (valueHint.startsWith('d-…')) return 'domain';
  return byHint[valueHint] ?? (isFile(valueHint) ? 'file' : 'any');
}

const isFile = (hint: string) => /^(FILE|FOLDER|PROGRAM)/.test(hint);

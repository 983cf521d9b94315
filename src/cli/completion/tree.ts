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
}

/** A command with what can follow it. `path` is how it is called: ` domain install`, and nothing for the program. */
export interface CommandWords {
  path: string;
  commands: Choice[];
  options: Option[];
}

/** Every command of the tree, the program itself first. `scripts`: those that it brings. */
export function wordsOf(command: Command, scripts: string[] = [], path = ''): CommandWords[] {
  const inner = Object.entries(commandsOf(command));
  const own: CommandWords = {
    path,
    commands: inner.map(([name, { meta }]) => ({ name, description: Object(meta).description ?? '' })),
    options: Object.entries(optionsOf(command)).flatMap(([name, option]) => {
      if (option.type === 'positional') return [];
      const { description = '' } = option;
      const value = valueOf(name, option, scripts);
      return [{ name: `--${name}`, description, value }];
    }),
  };
  return [own, ...inner.flatMap(([name, below]) => wordsOf(below, scripts, `${path} ${name}`))];
}

function valueOf(
  name: string,
  { type, valueHint = '', ...option }: ArgsDef[string],
  scripts: string[],
): Option['value'] {
  if (type === 'boolean') return 'none';
  if (type === 'enum' && 'options' in option) return option.options ?? 'any';
  if (name === 'scripts') return scripts;
  if (valueHint === 'd-…') return 'domain';
  return /^(FILE|FOLDER|PROGRAM)/.test(valueHint) ? 'file' : 'any';
}

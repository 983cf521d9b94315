import { type Command, commandsOf, optionsOf } from '../command';

/** An option, or the word after a command, as a shell completes it. */
export interface Choice {
  name: string;
  description: string;
}
export interface Option extends Choice {
  /** What may follow it: nothing, one of these, a file, or anything. */
  value: 'none' | 'file' | 'any' | readonly string[];
}

/** A command with what can follow it. `path` is how it is called: ` domain install`, and nothing for the program. */
export interface Place {
  path: string;
  commands: Choice[];
  options: Option[];
}

/** Every command of the tree, the program itself first. */
export function places(command: Command, path = ''): Place[] {
  const inner = Object.entries(commandsOf(command));
  const place: Place = {
    path,
    commands: inner.map(([name, { meta }]) => ({ name, description: Object(meta).description ?? '' })),
    options: Object.entries(optionsOf(command)).flatMap(([name, option]) => {
      if (option.type === 'positional') return [];
      const { description = '', valueHint, type } = option;
      const hint = valueHint ?? '';
      const listed = type === 'enum' ? option.options : undefined;
      const value = type === 'boolean' ? 'none' : (listed ?? (/^(FILE|FOLDER|PROGRAM)/.test(hint) ? 'file' : 'any'));
      return [{ name: `--${name}`, description, value }];
    }),
  };
  return [place, ...inner.flatMap(([name, below]) => places(below, `${path} ${name}`))];
}

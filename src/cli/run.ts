import { stripVTControlCharacters } from 'node:util';
import { type ArgsDef, type CommandDef, renderUsage, runCommand } from 'citty';
import { CommandError, type Host, UsageError } from './host';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- citty's own type of a command whose options are any.
export type Command = CommandDef<any>;

/**
 * Runs a command line of the program whose commands `root` has; resolves with the exit code: 0 done, 1 could not be
 * done, 2 not understood, or the command's own.
 */
export async function run(root: Command, version: string, host: Host, words: string[]): Promise<number> {
  const [command, ...inner] = named(root, words);
  if (words.includes('--version')) {
    host.print(version);
    return 0;
  }
  if (words.length === 0 || words.includes('--help') || words.includes('-h')) {
    const last = inner.at(-1) ?? command;
    const above = inner.at(-2) ?? (inner.length > 0 && command ? command : root);
    const usage = await (last ? renderUsage(last, above) : renderUsage(root));
    host.print(host.colour ? usage : stripVTControlCharacters(usage));
    return words.length === 0 ? 2 : 0;
  }
  try {
    if (!command) {
      throw new UsageError(`there is no command ${words[0]}; there are: ${Object.keys(commandsOf(root)).join(', ')}`);
    }
    await runCommand(command, { rawArgs: words.slice(1) });
    return 0;
  } catch (error) {
    if (error instanceof CommandError) host.tell(`studiolo: ${error.message}`);
    else if (error instanceof UsageError || (error instanceof Error && error.name === 'CLIError')) {
      const path = words.slice(0, command ? inner.length + 1 : 0);
      host.tell(`studiolo: ${error.message}; see ${['studiolo', ...path, '--help'].join(' ')}`);
    } else throw error;
    return error instanceof CommandError ? error.exitCode : 2;
  }
}

/** The commands within a command, by name. */
export function commandsOf(command: Command): Record<string, Command> {
  return Object(command.subCommands ?? {});
}

/** A command's options, by name. */
export function optionsOf(command: Command): ArgsDef {
  return Object(command.args ?? {});
}

/** The command that the first words name, and the command within it, as deep as they go. */
function named(root: Command, words: string[]): Command[] {
  const next = commandsOf(root)[words[0] ?? ''];
  return next ? [next, ...named(next, words.slice(1))] : [];
}

import { stripVTControlCharacters } from 'node:util';
import { type ArgsDef, type CommandDef, renderUsage, runCommand } from 'citty';
import { CommandError, type Host, UsageError } from './host';
import { nearest } from './nearest';
import { didYouMean, requireKnown } from './options';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- citty's own type of a command whose options are any.
export type Command = CommandDef<any>;

/**
 * Runs a command line of the program whose commands `root` has; resolves with the exit code: 0 done, 1 could not be
 * done, 2 not understood, or the command's own.
 */
export async function run(root: Command, version: string, host: Host, words: string[]): Promise<number> {
  const path = named(root, words);
  const last = path.at(-1) ?? root;
  const rest = words.slice(path.length);
  if (words.includes('--version')) {
    host.print(version);
    return 0;
  }
  // A group alone, such as `studiolo domain`, shows what is in it.
  const bare = rest.length === 0 && Object.keys(commandsOf(last)).length > 0;
  if (bare || words.includes('--help') || words.includes('-h')) {
    const usage = await renderUsage(last, last === root ? undefined : (path.at(-2) ?? root));
    host.print(host.colour ? usage : stripVTControlCharacters(usage));
    return words.length === 0 ? 2 : 0;
  }
  try {
    requireCommand(last, words.slice(0, path.length), rest[0]);
    requireKnown(rest, optionsOf(last));
    await runCommand(last, { rawArgs: rest });
    return 0;
  } catch (error) {
    if (error instanceof CommandError) {
      if (error.message !== '') host.tell(`studiolo: ${error.message}`);
    } else if (error instanceof UsageError || (error instanceof Error && error.name === 'CLIError')) {
      const called = ['studiolo', ...words.slice(0, path.length), '--help'].join(' ');
      host.tell(`studiolo: ${error.message}; see ${called}`);
    } else throw error;
    return error instanceof CommandError ? error.exitCode : 2;
  }
}

/** Throws a UsageError where a word should name a command of a group, and does not. */
function requireCommand(group: Command, before: string[], word: string | undefined): void {
  const names = Object.keys(commandsOf(group));
  if (names.length === 0) return;
  const unknown = ['there is no command', ...before, word].join(' ');
  throw new UsageError(`${unknown}; there are: ${names.join(', ')}${didYouMean(nearest(word ?? '', names))}`);
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

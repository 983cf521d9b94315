import { runCommand } from 'citty';
import { type Command, commandsOf, optionsOf } from './command';
import { helpText } from './help';
import { CommandError, type Host, UsageError } from './host';
import { nearest } from './nearest';
import { didYouMean, requireKnown } from './options';

/** Commands that this program has elsewhere, such as in another package. */
export interface Elsewhere {
  names: readonly string[];
  /** Where they are, and how they are had, in a line. */
  how: string;
}

/**
 * Runs a command line of the program whose commands `root` has; resolves with the exit code: 0 done, 1 could not be
 * done, 2 not understood, or the command's own. With `--json` an error is JSON too.
 */
export async function run(
  root: Command,
  version: string,
  host: Host,
  said: string[],
  elsewhere?: Elsewhere,
): Promise<number> {
  // `studiolo help domain install` is `studiolo domain install --help`, and so is `studiolo help` that of `studiolo help help`.
  const words = said[0] === 'help' ? [...said.slice(said[1] === 'help' ? 2 : 1), '--help'] : said;
  const path = named(root, words);
  const last = path.at(-1) ?? root;
  const rest = words.slice(path.length);
  if (isAsked(words, ['--version'])) {
    host.print(version);
    return 0;
  }
  const called = ['studiolo', ...words.slice(0, path.length)].join(' ');
  const json = rest.includes('--json');
  const fail = (message: string, exitCode: number) => {
    if (message !== '') host.tell(json ? JSON.stringify({ error: message, exitCode }) : `studiolo: ${message}`);
    return exitCode;
  };
  // A group alone, such as `studiolo domain`, shows what is in it.
  const bare = rest.length === 0 && Object.keys(commandsOf(last)).length > 0;
  try {
    if (bare || isAsked(rest, ['--help', '-h'])) {
      if (said[0] === 'help' && rest[0] !== '--help')
        requireCommand(last, words.slice(0, path.length), rest[0], elsewhere);
      const more = last === root && elsewhere ? [elsewhere.how] : [];
      host.print(helpText(last, called, { sheet: host, more }));
      return 0;
    }
    requireCommand(last, words.slice(0, path.length), rest[0], elsewhere);
    requireKnown(rest, optionsOf(last));
    await runCommand(last, { rawArgs: rest });
    return 0;
  } catch (error) {
    if (error instanceof CommandError) return fail(error.message, error.exitCode);
    if (!(error instanceof UsageError) && !(error instanceof Error && error.name === 'CLIError')) throw error;
    return fail(`${error.message}; see ${called} --help`, 2);
  }
}

/** What follows `--` is no option. */
function isAsked(words: readonly string[], options: readonly string[]): boolean {
  const end = words.indexOf('--');
  return words.some((word, at) => options.includes(word) && (end < 0 || at < end));
}

/** Throws a UsageError where a word should name a command of a group, and does not. */
function requireCommand(
  group: Command,
  before: string[],
  word: string | undefined,
  elsewhere: Elsewhere | undefined,
): void {
  const names = Object.keys(commandsOf(group));
  if (names.length === 0) return;
  if (before.length === 0 && word !== undefined && elsewhere?.names.includes(word))
    throw new UsageError(`${word} is not in this package: ${elsewhere.how}`);
  const near = nearest(word ?? '', [...names, '--help', '--version', ...(before.length === 0 ? ['help'] : [])]);
  const kind = word?.startsWith('-') ? 'option' : 'command';
  const unknown = [`there is no ${kind}`, ...(kind === 'command' ? before : []), word].join(' ');
  throw new UsageError(`${unknown}${near === undefined ? `; there are: ${names.join(', ')}` : didYouMean(near)}`);
}

/** The command that the first words name, and the command within it, as deep as they go. */
function named(root: Command, words: string[]): Command[] {
  const next = commandsOf(root)[words[0] ?? ''];
  return next ? [next, ...named(next, words.slice(1))] : [];
}

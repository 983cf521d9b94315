import { renderUsage, runCommand } from 'citty';
import { CommandError, type Host, UsageError } from './host';
import { studiolo } from './studiolo';

declare const STUDIOLO_VERSION: string;

// What the SDK says about Node's age is for whoever builds on it; it would stand above every answer of ours.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const ending = new AbortController();
const host: Host = {
  print: (line) => void process.stdout.write(`${line}\n`),
  tell: (line) => void process.stderr.write(`${line}\n`),
  colour: process.stdout.isTTY === true && !process.env['NO_COLOR'],
  region: process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'],
  folder: __dirname,
  now: Date.now,
  ...(process.stdin.isTTY && { confirm: ask }),
  ending: ending.signal,
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());

void run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

/** Runs a command line; resolves with the exit code: 0 done, 1 could not be done, 2 not understood, or the command's own. */
async function run(words: string[]): Promise<number> {
  const root = studiolo(host, STUDIOLO_VERSION);
  const [command, ...inner] = named(root, words);
  if (words.includes('--version')) {
    host.print(STUDIOLO_VERSION);
    return 0;
  }
  if (words.length === 0 || words.includes('--help') || words.includes('-h')) {
    const last = inner.at(-1) ?? command;
    const above = inner.at(-2) ?? (inner.length > 0 && command ? command : root);
    host.print(await (last ? renderUsage(last, above) : renderUsage(root)));
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

/** Ctrl-C is a no. */
async function ask(message: string): Promise<boolean> {
  const { confirm } = await import('@clack/prompts');
  return (await confirm({ message, initialValue: false, output: process.stderr })) === true;
}

type Command = ReturnType<typeof studiolo>;

function commandsOf(command: Command): Record<string, Command> {
  return Object(command.subCommands ?? {});
}

/** The command that the first words name, and the command within it, as deep as they go. */
function named(root: Command, words: string[]): Command[] {
  const next = commandsOf(root)[words[0] ?? ''];
  return next ? [next, ...named(next, words.slice(1))] : [];
}

import { setMaxListeners } from 'node:events';
import { plainLines } from '../protocol/plain-text';
import { type Host, interruptedCode } from './host';

/** How many columns are supposed of a terminal that tells none, as those of some editors and build machines do. */
const usualColumns = 80;

/** The region that the environment names. */
export const regionOf = ({ env }: NodeJS.Process): string | undefined =>
  env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || undefined;

/**
 * The boundary of a command that runs as a process of its own; `folder`: the program's, `profileRegion`: that of who names
 * none in the environment.
 */
export function hostOf(process: NodeJS.Process, folder: string, profileRegion?: string): Host {
  // What the SDK says about Node's age is for whoever builds on it; it would stand above every answer of ours.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const ending = endingOf(process);
  const terminal = process.stdout.isTTY === true;
  return {
    print: (line) => void process.stdout.write(`${line}\n`),
    // Errors and progress name what others have named; a terminal is to show it and not to obey it.
    tell: (line) => void process.stderr.write(`${plainLines(line)}\n`),
    colour: terminal && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb',
    ...(terminal && { columns: process.stdout.columns || usualColumns }),
    region: regionOf(process) ?? profileRegion,
    ...(regionOf(process) === undefined && profileRegion !== undefined && { regionIsOfProfile: true as const }),
    folder,
    now: Date.now,
    ...(process.stdin.isTTY && {
      confirm: async (question) =>
        (await ask(process, ending(), ({ confirm }, to) =>
          confirm({ message: plainLines(question), initialValue: false, ...to }),
        )) === true,
      choose: async (question, from) => {
        const answer = await ask(process, ending(), ({ select }, to) =>
          select({
            message: plainLines(question),
            options: from.map(({ value, label }) => ({ value: String(value), label })),
            ...to,
          }),
        );
        return from.find(({ value }) => value === answer)?.value;
      },
    }),
    get ending() {
      return ending().signal;
    },
  };
}

/** The first signal asks the command to end; a second one ends it at once. */
function endingOf(process: NodeJS.Process): () => AbortController {
  let ending: AbortController | undefined;
  return () => {
    if (ending) return ending;
    const made = new AbortController();
    // As many calls as go on beside each other wait for it; Node.js would warn of the eleventh.
    setMaxListeners(0, made.signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (made.signal.aborted) process.exit(interruptedCode);
        made.abort();
      });
    }
    return (ending = made);
  };
}

/** Ctrl-D is no answer; so is Ctrl-C, which comes as a key here and not as a signal, and ends the command too. */
async function ask<Answer>(
  { stdin, stderr }: NodeJS.Process,
  ending: AbortController,
  question: (
    prompts: typeof import('@clack/prompts'),
    to: { output: NodeJS.WriteStream; signal: AbortSignal },
  ) => Promise<Answer>,
): Promise<Answer> {
  const prompts = await import('@clack/prompts');
  const no = new AbortController();
  const onKey = (_: string | undefined, key: { name?: string; ctrl?: boolean } | undefined) => {
    if (key?.ctrl !== true) return;
    if (key.name === 'c') ending.abort();
    if (key.name === 'c' || key.name === 'd') no.abort();
  };
  stdin.on('keypress', onKey);
  const onEnd = () => no.abort();
  stdin.once('end', onEnd);
  // With none, the question would be drawn a letter a line.
  stderr.columns ||= usualColumns;
  try {
    return await question(prompts, { output: stderr, signal: AbortSignal.any([no.signal, ending.signal]) });
  } finally {
    stdin.off('keypress', onKey);
    stdin.off('end', onEnd);
  }
}

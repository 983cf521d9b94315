import { plainLines } from '../protocol/plain-text';
import type { Host } from './host';

/** The boundary of a command that runs as a process of its own; `folder`: the program's. Ctrl-C aborts `ending`. */
export function hostOf(process: NodeJS.Process, folder: string): Host {
  // What the SDK says about Node's age is for whoever builds on it; it would stand above every answer of ours.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());
  const terminal = process.stdout.isTTY === true;
  return {
    print: (line) => void process.stdout.write(`${line}\n`),
    // Errors and progress name what others have named; a terminal is to show it and not to obey it.
    tell: (line) => void process.stderr.write(`${plainLines(line)}\n`),
    colour: terminal && !process.env['NO_COLOR'],
    ...(terminal && { columns: process.stdout.columns || 80 }),
    region: process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'],
    folder,
    now: Date.now,
    ...(process.stdin.isTTY && { confirm: (question) => ask(plainLines(question), process.stderr) }),
    ending: ending.signal,
  };
}

/** Ctrl-C is a no. */
async function ask(message: string, output: NodeJS.WriteStream): Promise<boolean> {
  const { confirm } = await import('@clack/prompts');
  return (await confirm({ message, initialValue: false, output })) === true;
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { build } from 'esbuild';
import * as z from 'zod';
import type { Ended } from './real-program';

const Line = z.object({ code: z.number(), stdout: z.string(), stderr: z.string(), inTime: z.boolean() });

/** Makes the program that takes commands one after the other, in this folder; gives back its file. */
export async function buildManyCommands(folder: string): Promise<string> {
  const outfile = path.join(folder, 'many-commands.cjs');
  await build({
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'] },
    ...{ loader: { '.sh': 'text' }, logLevel: 'error', outfile },
    entryPoints: [path.join(__dirname, 'many-commands.ts')],
  });
  return outfile;
}

/**
 * The program in one process for many commands, one at a time: starting it anew takes longer than most of them. What a signal
 * does, and the exit of the process, is for who runs the real program.
 */
export class CommandLane {
  readonly #child: ChildProcess;
  readonly #lines: Interface;
  readonly #ended: Promise<unknown>;

  constructor(program: string, env: NodeJS.ProcessEnv) {
    this.#child = spawn(process.execPath, [program], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    if (!this.#child.stdout) throw new Error('the lane has no output');
    this.#lines = createInterface({ input: this.#child.stdout });
    this.#ended = once(this.#child, 'exit');
  }

  /** How a command ended; by SIGKILL where it has not by itself within `limit` milliseconds. */
  async run(words: readonly string[], limit: number): Promise<Ended> {
    const answer = Promise.race([once(this.#lines, 'line'), this.#ended.then(() => undefined)]);
    this.#child.stdin?.write(`${JSON.stringify({ words, limit })}\n`);
    const line = await answer;
    if (line === undefined) throw new Error(`the lane ended at ${words.join(' ')}`);
    const { inTime, ...ended } = Line.parse(JSON.parse(String(line)));
    return { ...ended, signal: inTime ? null : 'SIGKILL' };
  }

  async close(): Promise<void> {
    this.#child.stdin?.end();
    await this.#ended;
  }
}

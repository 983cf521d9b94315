import { spawn, type ChildProcess } from 'node:child_process';
import { request } from 'node:http';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import { FollowedJob } from '../../src/protocol/job';
import { newHome } from './place';

export interface Answer {
  status: number;
  text: string;
}

export interface AgentProcess {
  child: ChildProcess;
  log(): string;
  ask(method: string, where: string, body?: unknown): Promise<Answer>;
  job(id: string): Promise<FollowedJob>;
  /** Ends it and all that it started at once, as a stopped app does. */
  kill(): void;
}

export interface AgentProcessOptions {
  home: string;
  /** What JupyterLab runs in. */
  prefix: string;
  variables?: Record<string, string>;
  /** A program and its arguments that start another program: the agent is given to it. */
  within?: string[];
  url?: string;
}

/** The agent as a process of its own, as the door starts it. */
export class AgentProcesses {
  private readonly bundle: string;
  private readonly running: ChildProcess[] = [];

  constructor(folder: string) {
    this.bundle = path.join(folder, 'agent.cjs');
    buildSync({
      entryPoints: ['src/agent/main.ts'],
      outfile: this.bundle,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node18',
      define: { STUDIOLO_VERSION: '"0.0.0"' },
    });
  }

  async start({
    home,
    prefix,
    url = 'http://127.0.0.1:9/',
    variables,
    within = [],
  }: AgentProcessOptions): Promise<AgentProcess> {
    const socketPath = path.join(newHome(), 'agent.sock');
    const env = {
      PATH: process.env['PATH'],
      HOME: home,
      STUDIOLO_METADATA_FILE: path.join(home, 'none.json'),
      STUDIOLO_AGENTS: path.join(home, 'agents'),
      ...variables,
    };
    const [program = process.execPath, ...args] = [...within, process.execPath, this.bundle];
    const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    this.running.push(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.stdin.write(`${JSON.stringify({ socket: socketPath, server: { url, token: '', rootDir: home, prefix } })}\n`);
    await until(() => {
      if (child.exitCode !== null) throw new Error(output);
      return output.includes('agent ready');
    });
    const ask = (method: string, where: string, body?: unknown) =>
      new Promise<Answer>((resolve, reject) => {
        const asked = request({ socketPath, path: `/api/${where}`, method }, (answer) => {
          let text = '';
          answer
            .on('data', (part) => (text += part))
            .on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
        });
        asked.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
      });
    const job = async (id: string) => FollowedJob.parse(JSON.parse((await ask('GET', `jobs/${id}`)).text));
    return { child, ask, job, log: () => output, kill: () => child.kill('SIGKILL') };
  }

  end(): void {
    for (const child of this.running) child.kill('SIGKILL');
  }
}

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(20);
}

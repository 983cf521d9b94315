import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';

const root = path.resolve(__dirname, '../..');

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The real program, bundled as it is released: the one that STUDIOLO_CLI names, else made here. */
export class Program {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'studiolo-'));
  readonly #running = new Set<Running>();
  readonly #file = process.env.STUDIOLO_CLI ?? this.#bundle();

  /** Starts it and waits for its first line; fails with what it says when there is none. */
  start(...words: string[]): Promise<Running> {
    return this.#started(process.execPath, this.#file, 'emulate', '--port', '0', ...words);
  }

  /** The same, after a shell has limited what the process may have (`ulimit …`). */
  startLimited(limit: string, ...words: string[]): Promise<Running> {
    const script = `${limit}; exec "$0" "$@"`;
    return this.#started('sh', '-c', script, process.execPath, this.#file, 'emulate', '--port', '0', ...words);
  }

  async #started(command: string, ...words: string[]): Promise<Running> {
    const running = new Running(spawn(command, words));
    this.#running.add(running);
    await running.started();
    return running;
  }

  /** Runs it to its end. */
  run(...words: string[]): Ended {
    return this.#ended([process.execPath, this.#file, ...words]);
  }

  /** The same in an environment of its own. */
  runIn(env: NodeJS.ProcessEnv, ...words: string[]): Ended {
    return this.#ended([process.execPath, this.#file, ...words], env);
  }

  /** The same as somebody whom the mode of a file binds: as root, without the capability to pass over it. */
  runBound(...words: string[]): Ended {
    const bound = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : [];
    return this.#ended([...bound, process.execPath, this.#file, ...words]);
  }

  #ended([command = '', ...words]: string[], env = process.env): Ended {
    const { status, stdout, stderr } = spawnSync(command, words, {
      env,
      encoding: 'utf8',
      // What should have ended and listens instead is a failure, not something to wait for.
      timeout: 30_000,
      killSignal: 'SIGKILL',
    });
    return { code: status, stdout, stderr };
  }

  /** A file name of one's own. */
  at(name: string): string {
    return path.join(this.folder, name);
  }

  async close(): Promise<void> {
    for (const running of this.#running) await running.end('SIGKILL');
    rmSync(this.folder, { recursive: true });
  }

  #bundle(): string {
    const file = path.join(this.folder, 'studiolo.cjs');
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    const { status, stderr } = spawnSync(
      path.join(root, 'node_modules/.bin/esbuild'),
      [
        'src/cli/main.ts',
        '--bundle',
        '--platform=node',
        '--target=node20',
        '--loader:.sh=text',
        '--log-level=error',
        `--define:STUDIOLO_VERSION=${JSON.stringify(version)}`,
        `--outfile=${file}`,
      ],
      { cwd: root, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    return file;
  }
}

/** An emulator in a process of its own. */
export class Running {
  stdout = '';
  stderr = '';
  #exit: Promise<unknown[]>;

  constructor(private readonly child: ChildProcess) {
    this.#exit = once(child, 'exit');
    child.stdout?.on('data', (text) => (this.stdout += text));
    child.stderr?.on('data', (text) => (this.stderr += text));
  }

  /** Resolves when the first line is there; rejects with what the process says when it ends before. */
  async started(): Promise<void> {
    while (!this.stdout.includes('\n')) {
      const ended = await Promise.race([this.#exit, once(this.child.stdout!, 'data').then(() => undefined)]);
      if (ended && !this.stdout.includes('\n')) throw new Error(`it ended with ${ended[0]}: ${this.stderr}`);
    }
  }

  get url(): string {
    const [, url] = /^studiolo emulator listening on (http:\/\/127\.0\.0\.1:\d+)\n/.exec(this.stdout) ?? [];
    if (url === undefined) throw new Error(`not the first line that was promised: ${this.stdout}`);
    return url;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Megabytes resident. */
  get memory(): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
  }

  client(region = 'us-east-1'): SageMakerClient {
    return new SageMakerClient({
      region,
      endpoint: this.url,
      maxAttempts: 1,
      credentials: { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'emulated' },
    });
  }

  /** Sends a signal and waits for the end; answers the exit code, null for an end by the signal itself. */
  async end(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<unknown> {
    this.child.kill(signal);
    const [code] = await this.#exit;
    return code;
  }
}

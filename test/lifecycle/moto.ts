import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The Python environment of the AWS clients. */
export const tools = process.env['STUDIOLO_TOOLS'] ?? path.resolve(__dirname, '../../.venv/tools');

/** moto's server on this machine: S3 and CloudWatch Logs, among others, for the real AWS CLI. */
export class Moto {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'studiolo-moto-'));
  readonly #log = path.join(this.#folder, 'log');
  #server: ChildProcess | undefined;
  url = '';

  async start(): Promise<this> {
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    const log = openSync(this.#log, 'a');
    this.#server = spawn(path.join(tools, 'bin', 'moto_server'), ['-p', String(port)], { stdio: ['ignore', log, log] });
    closeSync(log);
    for (let attempt = 0; attempt < 400; attempt += 1) {
      if (await fetch(this.url).then(Boolean, () => false)) return this;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`moto does not answer: ${readFileSync(this.#log, 'utf8')}`);
  }

  /** What directs AWS clients to it. */
  get environment(): Record<string, string> {
    return { AWS_ENDPOINT_URL: this.url };
  }

  /** Runs the AWS CLI of this machine; returns what it prints, throws with what it complains about. */
  aws(...words: string[]): string {
    const { status, stdout, stderr } = spawnSync(path.join(tools, 'bin', 'aws'), words, {
      env: {
        PATH: process.env['PATH'],
        HOME: this.#folder,
        AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
        AWS_SECRET_ACCESS_KEY: 'emulated',
        AWS_DEFAULT_REGION: 'us-east-1',
        ...this.environment,
      },
      encoding: 'utf8',
      timeout: 60_000,
    });
    if (status !== 0) throw new Error(`aws ${words.join(' ')}: ${stderr}`);
    return stdout;
  }

  /** The requests so far, each as its method and path: `GET /bucket/key`. */
  get requests(): string[] {
    return [...readFileSync(this.#log, 'utf8').matchAll(/"([A-Z]+ \S+) HTTP\/[\d.]+"/g)].map(
      ([, request]) => request ?? '',
    );
  }

  async stop(): Promise<void> {
    if (this.#server && this.#server.exitCode === null) {
      const ended = once(this.#server, 'exit');
      this.#server.kill();
      await ended;
    }
    rmSync(this.#folder, { recursive: true });
  }
}

/** A port of 127.0.0.1 that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

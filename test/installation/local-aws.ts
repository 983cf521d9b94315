import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { Program, type Running } from '../emulator/program';

export const tools = process.env['STUDIOLO_TOOLS'] ?? path.resolve(__dirname, '../../.venv/tools');

/** AWS on this machine: moto's server for S3 and CloudWatch Logs, the emulator for SageMaker, and the real clients. */
export class LocalAws {
  readonly #program = new Program();
  #moto: ChildProcess | undefined;
  #emulator: Running | undefined;
  #s3 = '';

  /** Starts both; `seed` is YAML. Things happen a thousand times faster than in AWS. */
  async start(seed: string, ...options: string[]): Promise<void> {
    const port = await freePort();
    this.#s3 = `http://127.0.0.1:${port}`;
    this.#moto = spawn(path.join(tools, 'bin', 'moto_server'), ['-p', String(port)], { stdio: 'ignore' });
    await this.#motoAnswers();
    writeFileSync(this.at('seed.yaml'), seed);
    const given = ['--seed', this.at('seed.yaml'), '--speed', '1000', '--logs-endpoint', this.#s3];
    this.#emulator = await this.#program.start(...given, ...options);
  }

  async #motoAnswers(): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (await fetch(this.#s3).then(Boolean, () => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('moto does not answer');
  }

  at(name: string): string {
    return this.#program.at(name);
  }

  get environment(): NodeJS.ProcessEnv {
    return {
      PATH: `${path.join(tools, 'bin')}:${process.env['PATH']}`,
      HOME: this.#program.folder,
      AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
      AWS_SECRET_ACCESS_KEY: 'emulated',
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ENDPOINT_URL_S3: this.#s3,
      AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: this.#s3,
      AWS_ENDPOINT_URL_SAGEMAKER: this.#emulator?.url ?? '',
    };
  }

  /** Runs the real program to its end. */
  studiolo(...words: string[]): { code: number | null; stdout: string; stderr: string } {
    return this.#run(process.execPath, [process.env['STUDIOLO_CLI'] ?? 'dist/studiolo.cjs', ...words]);
  }

  /** Runs the real AWS CLI; its answer, parsed where it is JSON. Throws with what it says where it fails. */
  aws(...words: string[]): unknown {
    const { code, stdout, stderr } = this.#run(path.join(tools, 'bin', 'aws'), words);
    if (code !== 0) throw new Error(`aws ${words.join(' ')}: ${stderr}`);
    return stdout.startsWith('{') ? JSON.parse(stdout) : stdout;
  }

  async stop(): Promise<void> {
    if (this.#moto && this.#moto.exitCode === null) {
      this.#moto.kill();
      await once(this.#moto, 'exit');
    }
    await this.#program.close();
  }

  #run(command: string, words: string[]) {
    const { status, stdout, stderr } = spawnSync(command, words, {
      env: this.environment,
      encoding: 'utf8',
      timeout: 60_000,
      killSignal: 'SIGKILL',
    });
    return { code: status, stdout, stderr };
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

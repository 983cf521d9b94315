import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { Program, type Running } from '../../emulator/program';
import { Moto, tools } from '../../lifecycle/moto';

const cli = process.env['STUDIOLO_CLI'] ?? 'dist/studiolo.cjs';

/** AWS on this machine: moto's server for S3 and CloudWatch Logs, the emulator for SageMaker, and the real clients. */
export class LocalAws {
  readonly #program = new Program();
  readonly #moto = new Moto();
  #emulator: Running | undefined;

  /** `administrator` is the access key of who runs our program; the AWS CLI may do everything. */
  constructor(private readonly administrator = 'AKIATEST000000000000') {}

  /** Starts both; `seed` is YAML. Things happen a thousand times faster than in AWS. */
  async start(seed: string, ...options: string[]): Promise<void> {
    await this.#moto.start();
    writeFileSync(this.at('seed.yaml'), seed);
    const given = ['--seed', this.at('seed.yaml'), '--speed', '1000', '--logs-endpoint', this.#moto.url];
    this.#emulator = await this.#program.start(...given, ...options);
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
      AWS_ENDPOINT_URL_S3: this.#moto.url,
      AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: this.#moto.url,
      AWS_ENDPOINT_URL_SAGEMAKER: this.#emulator?.url ?? '',
    };
  }

  /** What SageMaker is asked by where a test only looks: a process of the AWS CLI takes a second to start. */
  get sagemaker(): SageMakerClient {
    if (!this.#emulator) throw new Error('not started');
    return this.#emulator.client();
  }

  /** The keys of a bucket's objects. */
  async keys(bucket: string): Promise<string[]> {
    const credentials = { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'emulated' };
    const s3 = new S3Client({ region: 'us-east-1', endpoint: this.#moto.url, forcePathStyle: true, credentials });
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    s3.destroy();
    return Contents.flatMap(({ Key }) => Key ?? []);
  }

  /** Runs the real program to its end. */
  studiolo(...words: string[]): { code: number | null; stdout: string; stderr: string } {
    return this.#run(process.execPath, [cli, ...words], { AWS_ACCESS_KEY_ID: this.administrator });
  }

  /** Starts the real program. */
  spawn(...words: string[]): ChildProcessWithoutNullStreams {
    const env = { ...this.environment, AWS_ACCESS_KEY_ID: this.administrator };
    return spawn(process.execPath, [cli, ...words], { env });
  }

  /** Runs the real AWS CLI; its answer, parsed where it is JSON. Throws with what it says where it fails. */
  aws(...words: string[]): unknown {
    const { code, stdout, stderr } = this.#run(path.join(tools, 'bin', 'aws'), words);
    if (code !== 0) throw new Error(`aws ${words.join(' ')}: ${stderr}`);
    return stdout.startsWith('{') ? JSON.parse(stdout) : stdout;
  }

  async stop(): Promise<void> {
    await this.#moto.stop();
    await this.#program.close();
  }

  #run(command: string, words: string[], more: NodeJS.ProcessEnv = {}) {
    const { status, stdout, stderr } = spawnSync(command, words, {
      env: { ...this.environment, ...more },
      encoding: 'utf8',
      timeout: 110_000,
      killSignal: 'SIGKILL',
    });
    return { code: status, stdout, stderr };
  }
}

import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { apply } from '../../../src/admin/converge/apply';
import type { Event } from '../../../src/admin/converge/event';
import { directoryOf } from '../../../src/admin/domain/assignments';
import type { StudioContext } from '../../../src/admin/domain/context';
import { readCurrent } from '../../../src/admin/domain/current';
import { planStudio } from '../../../src/admin/domain/rules/plan-studio';
import type { Choice } from '../../../src/admin/domain/rules/studio-plan';
import { studioKinds } from '../../../src/admin/domain/steps/kinds';
import { readForm } from '../../../src/admin/studio-file/read-form';
import { studioOf } from '../../../src/admin/studio-file/resolve/studio';
import { connect } from '../../../src/aws/client';
import { connectEc2 } from '../../../src/aws/ec2';
import { connectEfs } from '../../../src/aws/efs-mount-target';
import { connectIdentityCenter } from '../../../src/aws/identity-center';
import { thorough } from '../../../src/aws/patience';
import { connectIam } from '../../../src/aws/iam';
import { connectOrganizations } from '../../../src/aws/organizations';
import { connectTagging } from '../../../src/aws/tagged-resources';
import { startEmulator } from '../../../src/emulator/start';
import { tools } from '../../lifecycle/moto';
import { FaultyService } from '../faults';

const program = process.env['STUDIOLO_CLI'] ?? path.resolve(__dirname, '../../../dist/studiolo.cjs');
const credentials = { AWS_ACCESS_KEY_ID: 'AKIATEST000000000000', AWS_SECRET_ACCESS_KEY: 'emulated' };

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A Studio on localhost, and a folder with the file that says what it shall be. What breaks calls is between them. */
export class StudioWorld {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'studiolo-studio-'));
  readonly sagemaker = new FaultyService(() => this.#emulator?.url ?? '', 'sagemaker');
  /** EFS and EC2, and others beside SageMaker. */
  readonly beside = new FaultyService(() => this.#emulator?.url ?? '', 'beside');
  #emulator: { url: string; stop(): Promise<void> } | undefined;
  #client: SageMakerClient | undefined;
  #key = credentials.AWS_ACCESS_KEY_ID;

  /** `sts` says who asks. */
  constructor(private readonly sts: string) {}

  /** `others` serves what the emulator does not. */
  async start(seed = "account: '123456789012'\n", others?: string): Promise<this> {
    const report = (error: unknown) => process.stderr.write(`${String(error)}\n`);
    const from = { fileName: 'seed.yaml', text: seed };
    const more = others === undefined ? {} : { others: new URL(others) };
    this.#emulator = await startEmulator({ port: 0, host: '127.0.0.1', speed: 10_000, seed: from, report, ...more });
    await this.sagemaker.start();
    await this.beside.start();
    Object.assign(process.env, this.environment);
    this.#client = new SageMakerClient({ region: 'us-east-1', endpoint: this.#emulator.url });
    return this;
  }

  async stop(): Promise<void> {
    this.#client?.destroy();
    await this.sagemaker.stop();
    await this.beside.stop();
    await this.#emulator?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get environment() {
    const tag = this.#emulator?.url ?? '';
    return {
      ...credentials,
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: tag,
      AWS_ENDPOINT_URL_SAGEMAKER: this.sagemaker.url,
      AWS_ENDPOINT_URL_EFS: this.beside.url,
      AWS_ENDPOINT_URL_EC2: this.beside.url,
      AWS_ENDPOINT_URL_SSO_ADMIN: this.beside.url,
      AWS_ENDPOINT_URL_IDENTITYSTORE: this.beside.url,
      AWS_ENDPOINT_URL_STS: this.sts,
    };
  }

  /** Where the whole of it is, without what breaks it. */
  get url(): string {
    return this.#emulator?.url ?? '';
  }

  /** SageMaker without what breaks it. */
  get direct(): SageMakerClient {
    if (!this.#client) throw new Error('not started');
    return this.#client;
  }

  write(text: string, name = 'studio.yaml'): string {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  #context(): StudioContext {
    const context: StudioContext = {
      signal: new AbortController().signal,
      now: Date.now,
      sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, 20))),
      tell: () => undefined,
      sagemaker: connect('us-east-1', thorough),
      tagging: connectTagging('us-east-1'),
      efs: connectEfs('us-east-1'),
      ec2: connectEc2('us-east-1'),
      identityCenter: connectIdentityCenter('us-east-1'),
      people: { ids: new Map() },
      iam: () => Promise.resolve(connectIam('us-east-1')),
      organizations: () => Promise.resolve(connectOrganizations('us-east-1')),
      account: () => Promise.resolve('123456789012'),
      domainIds: new Map(),
      lasting: () => context,
    };
    return context;
  }

  /** What would change for the file to hold, and what keeps it from being changed. */
  async plan(text: string, choice: Partial<Choice> = {}) {
    const directory = directoryOf(this.#context(), '123456789012');
    const studio = await studioOf(readForm(text, 'studio.yaml'), this.folder, '1.0.0', directory);
    const all: Choice = { adopt: false, stopApps: false, delete: [], ...choice };
    return planStudio(studio, await readCurrent(this.#context(), studio), all);
  }

  /** Makes it so; what went wrong, in a line each. */
  async apply(text: string, choice: Partial<Choice> = {}): Promise<string[]> {
    const { plan, held } = await this.plan(text, choice);
    const wrong: string[] = held.map((one) => `${one.what.kind} ${one.what.name} ${one.text}`);
    const tell = (event: Event) => void (event.event === 'failed' && wrong.push(`${event.text}: ${event.why}`));
    await apply(this.#context(), studioKinds, plan, 'keep', tell);
    return wrong;
  }

  /** What a plan says, a line each: nothing where all is as the file says. */
  async left(text: string, choice: Partial<Choice> = {}): Promise<string[]> {
    const { plan, held } = await this.plan(text, choice);
    return [
      ...plan.steps.map((step) => studioKinds(step).text(step)),
      ...held.map((one) => `${one.what.kind} ${one.what.name} ${one.text}`),
    ];
  }

  /** Whose key the AWS CLI has from now on. */
  callAs(key: string): void {
    this.#key = key;
  }

  /** Runs the real AWS CLI; what it prints. */
  async aws(...words: string[]): Promise<string> {
    const env = {
      ...process.env,
      ...this.environment,
      AWS_ACCESS_KEY_ID: this.#key,
      AWS_DEFAULT_REGION: 'us-east-1',
      HOME: this.folder,
    };
    const { stdout } = await promisify(execFile)(path.join(tools, 'bin', 'aws'), words, { env });
    return stdout;
  }

  /** Runs the real program; `meanwhile` is given what ends it by a signal. */
  async run(words: string[], more: NodeJS.ProcessEnv = {}, meanwhile?: (kill: () => void) => void): Promise<Ended> {
    const env = { PATH: process.env['PATH'], HOME: this.folder, ...this.environment, ...more };
    const child = spawn(process.execPath, [program, ...words], {
      env,
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (data: Buffer) => (said.stdout += data));
    child.stderr.on('data', (data: Buffer) => (said.stderr += data));
    meanwhile?.(() => child.kill('SIGKILL'));
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })));
  }

  /** Runs the real program in a terminal: each key is pressed once its text is on the screen. */
  async inTerminal(words: string[], keys: string[][]): Promise<{ code: number | null; screen: string }> {
    const env = { PATH: process.env['PATH'], HOME: this.folder, TERM: 'xterm', ...this.environment };
    const script = path.resolve(__dirname, '../../cli/in-terminal.py');
    const driver = [script, '200', JSON.stringify(keys)];
    const child = spawn('python3', [...driver, process.execPath, program, ...words], { env });
    let screen = '';
    child.stdout.on('data', (data: Buffer) => (screen += data));
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, screen })));
  }

  /** Runs the real program until it prints this; that. */
  async runUntil(words: string[], text: RegExp): Promise<string> {
    return this.while(words, text, (found) => Promise.resolve(found));
  }

  /** Runs the real program, and does something while it goes on, once it has printed this. */
  async while<Result>(words: string[], text: RegExp, work: (found: string) => Promise<Result>): Promise<Result> {
    const env = { PATH: process.env['PATH'], HOME: this.folder, ...this.environment };
    const child = spawn(process.execPath, [program, ...words], {
      env,
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const found = await new Promise<string>((resolve, reject) => {
        let said = '';
        child.stdout.on('data', (data: Buffer) => {
          said += data;
          const first = text.exec(said)?.[0];
          if (first !== undefined) resolve(first);
        });
        child.on('close', () => reject(new Error(`it ended, having said: ${said}`)));
      });
      return await work(found);
    } finally {
      child.kill();
    }
  }
}

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Hono } from 'hono';
import { Agent } from '../../src/agent/agent';
import type { Whereabouts } from '../../src/agent/configuration';
import { lookFile } from '../../src/agent/keep-awake/look-file';
import { routes } from '../../src/agent/routes/routes';
import { Failure } from '../../src/protocol/failure';
import { Job } from '../../src/protocol/job';
import { Snapshot } from '../../src/protocol/snapshot';
import { inWords, type InWords } from '../protocol/in-words';

export interface PlaceOptions {
  metadata?: Record<string, unknown>;
  server?: { url: string; token: string };
  prefix?: string;
  imageVersion?: string;
  variables?: Record<string, string | undefined>;
  home?: string;
  serverPid?: number;
  /** Where it leaves what the next look must know. */
  looks?: string;
}

/** An agent in a home of its own, asked without a socket, whose clock can be moved. */
export class TestPlace {
  readonly home: string;
  readonly app: Hono;
  readonly agent: Agent;
  readonly lastActiveFile: string;
  readonly settingsFile: string;
  readonly log: string[] = [];
  private ahead = 0;
  private passed = 0;
  private readonly ending = new AbortController();

  constructor({ metadata, server, prefix, imageVersion, variables, home, serverPid, looks }: PlaceOptions = {}) {
    this.home = home ?? newHome();
    // Nothing asks the real AWS for prices or logs.
    process.env['AWS_ENDPOINT_URL_PRICING'] ??= 'http://127.0.0.1:9';
    process.env['AWS_ENDPOINT_URL_CLOUDWATCH_LOGS'] ??= 'http://127.0.0.1:9';
    const metadataFile = path.join(this.home, '.metadata.json');
    if (metadata) writeFileSync(metadataFile, JSON.stringify(metadata));
    this.lastActiveFile = path.join(this.home, '.last-active');
    this.settingsFile = path.join(this.home, '.settings.json');
    const startup = {
      socket: path.join(this.home, '.agent.sock'),
      server: { url: 'http://127.0.0.1:9/', token: '', rootDir: this.home, prefix: prefix ?? '/usr', ...server },
    };
    const whereabouts: Whereabouts = {
      home: this.home,
      metadataFile,
      lastActiveFile: this.lastActiveFile,
      settings: { path: this.settingsFile, owner: process.getuid!() },
      pids: { agent: process.pid, ...(serverPid !== undefined && { server: serverPid }) },
      ...(imageVersion && { imageVersion }),
      condaRoots: [],
      condaEnvironmentFolders: [],
      variables: { PATH: process.env['PATH'], HOME: this.home, ...variables },
    };
    const runtime = {
      now: () => new Date(Date.now() + this.passed + this.ahead),
      uptime: () => os.uptime() + this.passed / 1000,
      random: () => 0,
      log: (line: string) => this.log.push(line),
      ending: this.ending.signal,
    };
    const left = looks === undefined ? undefined : { file: lookFile(looks, runtime.log), before: undefined };
    this.agent = new Agent(startup, whereabouts, runtime, { first: 5, longest: 20, giveUp: 60_000 }, left);
    this.app = routes(this.agent, runtime);
  }

  /** Lets time pass for the agent's caches. */
  later(milliseconds: number): void {
    this.passed += milliseconds;
  }

  /** Sets the clock, which is another thing than that time passes. */
  setClock(milliseconds: number): void {
    this.ahead += milliseconds;
  }

  /** As its reader has it, in words. */
  async snapshot(query = ''): Promise<InWords<Snapshot>> {
    const answer = await this.app.request(`/api/snapshot${query}`);
    if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
    return inWords(Snapshot.parse(await answer.json()));
  }

  post(where: string, body: unknown): Promise<Response> {
    return Promise.resolve(
      this.app.request(where, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    );
  }

  /** The job that a request started, when it has ended. */
  async ended(answer: Response, during: (job: InWords<Job>) => void = () => undefined): Promise<InWords<Job>> {
    if (answer.status !== 202) throw new Error(`${answer.status}: ${await answer.text()}`);
    let job = Job.parse(await answer.json());
    while (job.outcome.kind === 'running') {
      await wait(10);
      job = Job.parse(await (await this.app.request(`/api/jobs/${job.id}`)).json());
      during(inWords(job));
    }
    return inWords(job);
  }

  /** The agent ends; its home stays. */
  end(): void {
    this.ending.abort();
  }

  close(): void {
    this.end();
    rmSync(this.home, { recursive: true, force: true });
  }
}

export function newHome(): string {
  return realpathSync(mkdtempSync(path.join(os.tmpdir(), 'studiolo-test-')));
}

export async function failureOf(answer: Response): Promise<InWords<Failure['failure']>> {
  return inWords(Failure.parse(await answer.json()).failure);
}

/** What Studio writes for a JupyterLab app of a space (fact sheet, section 5). */
export function spaceMetadata(domainId: string, spaceName: string): Record<string, unknown> {
  const arn = `arn:aws:sagemaker:us-east-1:123456789012:app/${domainId}/${spaceName}/JupyterLab/default`;
  return {
    AppType: 'JupyterLab',
    DomainId: domainId,
    SpaceName: spaceName,
    ExecutionRoleArn: 'arn:aws:iam::123456789012:role/studio',
    ResourceArn: arn.toLowerCase(),
    ResourceName: 'default',
    AppImageVersion: '',
    ResourceArnCaseSensitive: arn,
  };
}

/** A conda prefix as far as its package records tell, with a real Python where `python` names one. */
export function condaPrefix(prefix: string, records: string[], python?: string): string {
  mkdirSync(path.join(prefix, 'conda-meta'), { recursive: true });
  for (const record of ['history', ...records]) writeFileSync(path.join(prefix, 'conda-meta', record), '{}');
  if (python) {
    mkdirSync(path.join(prefix, 'bin'), { recursive: true });
    symlinkSync(python, path.join(prefix, 'bin', 'python'));
  }
  return prefix;
}

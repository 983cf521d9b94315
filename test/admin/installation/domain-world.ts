import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateAppCommand,
  CreateStudioLifecycleConfigCommand,
  DescribeAppCommand,
  ListStudioLifecycleConfigsCommand,
  ListTagsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { startEmulator } from '../../../src/emulator/start';
import { DISTRIBUTION } from '../../emulator/studio';
import type { Moto } from '../../lifecycle/moto';
import { CommandLane } from '../command-lane';
import { FaultyService } from '../faults';
import { credentials, type Ended, environmentOf, runProgram, settledDomain } from '../real-program';

const own = 'arn:aws:sagemaker:us-east-1:123456789012:studio-lifecycle-config/house-rules';
const seed = `
lifecycleConfigs:
  house-rules: { StudioLifecycleConfigAppType: JupyterLab, script: "#!/bin/bash\\necho house rules\\n" }
  theirs: { StudioLifecycleConfigAppType: JupyterLab, script: "#!/bin/bash\\necho theirs\\n" }
domains:
  d-one:
    DomainName: one
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-0a1b2c3d]
    DefaultUserSettings:
      ExecutionRole: arn:aws:iam::123456789012:role/Studio
      JupyterLabAppSettings: { BuiltInLifecycleConfigArn: '${own}', CodeRepositories: [{ RepositoryUrl: https://example.com/kept.git }] }
    userProfiles: { ana: { UserSettings: {} } }
    spaces: { study: { owner: ana, sharing: Private, SpaceSettings: { AppType: JupyterLab } } }
`;

const neighbours = {
  keys: [
    'data/train.csv',
    'studiolo/d-one/notes.txt',
    'studiolo/d-two/0123456789abcdef/studiolo-0.1.0-py3-none-any.whl',
  ],
  script: 'studiolo-jupyterlab-0123456789abcdef',
};

/** A domain with a script of its own, S3, and between them and the real program what breaks calls. */
export class DomainWorld {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'studiolo-domain-'));
  readonly bucket = `tools-${createHash('sha256').update(this.folder).digest('hex').slice(0, 12)}`;
  readonly sagemaker = new FaultyService(() => this.#emulator?.url ?? '', 'sagemaker');
  readonly s3: FaultyService;
  /** Where studiolo is installed: everywhere, unless it is said. */
  apps: string | undefined;
  #emulator: { url: string; stop(): Promise<void> } | undefined;
  #client: SageMakerClient | undefined;
  #lane: CommandLane | undefined;
  readonly #s3Client: S3Client;

  constructor(
    moto: Moto,
    private readonly speed = 1_000,
  ) {
    this.s3 = new FaultyService(() => moto.url, 's3');
    this.#s3Client = new S3Client({ region: 'us-east-1', endpoint: moto.url, forcePathStyle: true, credentials });
  }

  async start(): Promise<this> {
    const report = (error: unknown) => process.stderr.write(`${String(error)}\n`);
    const from = { fileName: 'seed.yaml', text: seed };
    this.#emulator = await startEmulator({ port: 0, host: '127.0.0.1', speed: this.speed, seed: from, report });
    this.#client = new SageMakerClient({ region: 'us-east-1', endpoint: this.#emulator.url, credentials });
    await Promise.all([this.sagemaker.start(), this.s3.start()]);
    await this.#s3Client.send(new CreateBucketCommand({ Bucket: this.bucket }));
    return this;
  }

  async stop(): Promise<void> {
    await this.#lane?.close();
    this.#client?.destroy();
    this.#s3Client.destroy();
    await Promise.all([this.sagemaker.stop(), this.s3.stop()]);
    await this.#emulator?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** SageMaker without what breaks it. */
  get direct(): SageMakerClient {
    if (!this.#client) throw new Error('not started');
    return this.#client;
  }

  /** A wheel of that version, as far as installing for a domain looks into it. */
  wheel(version: number): string {
    const file = path.join(this.folder, `studiolo-0.${version}.0-py3-none-any.whl`);
    writeFileSync(file, `PK\u0003\u0004 version ${version}\n`);
    return file;
  }

  /** The words of a command for the domain. */
  words(command: 'install' | 'upgrade' | 'rollback' | 'uninstall', version = 1): string[] {
    const common = ['domain', command, '--domain', 'd-one', '--yes'];
    if (command === 'upgrade') return [...common, '--wheel', this.wheel(version)];
    if (command !== 'install') return common;
    const where = this.apps === undefined ? [] : ['--apps', this.apps];
    return [...common, ...where, '--bucket', this.bucket, '--existing', 'keep', '--wheel', this.wheel(version)];
  }

  /** Where the program finds all that it needs. */
  get environment() {
    const endpoints = { AWS_ENDPOINT_URL_S3: this.s3.url, AWS_ENDPOINT_URL_SAGEMAKER: this.sagemaker.url };
    return environmentOf(this.folder, endpoints);
  }

  /** Runs the real program; `meanwhile` is given what ends it by a signal. */
  run(words: string[], meanwhile?: (kill: (signal: NodeJS.Signals) => void) => void): Promise<Ended> {
    return runProgram(words, this.environment, meanwhile);
  }

  /** The same, no longer than that many milliseconds; in the lane, where there is one. */
  async runWithin(words: string[], limit: number): Promise<Ended> {
    if (this.#lane) return this.#lane.run(words, limit);
    const ended = new AbortController();
    const { signal } = ended;
    const done = await this.run(words, (kill) => {
      pause(limit, undefined, { signal, ref: false }).then(
        () => kill('SIGKILL'),
        () => undefined,
      );
    });
    ended.abort();
    return done;
  }

  /** Has `runWithin` start no process of its own for each command, but the program that takes many. */
  openLane(program: string): void {
    this.#lane = new CommandLane(program, this.environment);
  }

  /** Breaks nothing any more. */
  mend(): void {
    this.sagemaker.onCall = () => undefined;
    this.s3.onCall = () => undefined;
  }

  /** The domain once it takes changes. */
  described() {
    return settledDomain(this.direct, 'd-one');
  }

  /** What JupyterLab in private spaces has: `house-rules`, `theirs`, or the version of a wheel of ours. */
  async installed(): Promise<string> {
    const arn =
      (await this.described()).DefaultUserSettings?.JupyterLabAppSettings?.BuiltInLifecycleConfigArn ?? 'None';
    const name = arn.slice(arn.indexOf('/') + 1);
    if (!name.startsWith('studiolo-')) return name;
    const { Tags = [] } = await this.direct.send(new ListTagsCommand({ ResourceArn: arn }));
    return Tags.find(({ Key }) => Key === 'studiolo:version')?.Value ?? 'unknown';
  }

  async scripts(): Promise<string[]> {
    const { StudioLifecycleConfigs = [] } = await this.direct.send(
      new ListStudioLifecycleConfigsCommand({ MaxResults: 100 }),
    );
    return StudioLifecycleConfigs.flatMap(({ StudioLifecycleConfigName }) => StudioLifecycleConfigName ?? []).sort();
  }

  async keys(): Promise<string[]> {
    const { Contents = [] } = await this.#s3Client.send(new ListObjectsV2Command({ Bucket: this.bucket }));
    return Contents.flatMap(({ Key }) => Key ?? []).sort();
  }

  /** All that the commands change, to be compared with another end. */
  async state() {
    const { DefaultUserSettings: user, DefaultSpaceSettings: space } = await this.described();
    const arns = (await this.scripts()).map((name) => own.replace('house-rules', name));
    const tags: Record<string, unknown> = {};
    for (const arn of arns) {
      const { Tags = [] } = await this.direct.send(new ListTagsCommand({ ResourceArn: arn }));
      tags[arn] = Tags.map(({ Key, Value }) => `${Key}=${Value}`).sort();
    }
    return { user, space, tags, keys: (await this.keys()).map((key) => path.basename(key)) };
  }

  /** Puts what is others' beside what the commands make: files in the bucket, and what studiolo made for another domain. */
  async addNeighbours(): Promise<void> {
    for (const Key of neighbours.keys) {
      await this.#s3Client.send(new PutObjectCommand({ Bucket: this.bucket, Key, Body: 'theirs' }));
    }
    await this.direct.send(
      new CreateStudioLifecycleConfigCommand({
        StudioLifecycleConfigName: neighbours.script,
        StudioLifecycleConfigAppType: 'JupyterLab',
        StudioLifecycleConfigContent: Buffer.from('#!/bin/bash\n').toString('base64'),
        Tags: [{ Key: 'studiolo:domain-id', Value: 'd-two' }],
      }),
    );
  }

  /** Where a command has led: what is others', what is attached and whether it can run, and how much is there of ours. */
  async ends() {
    const { user, space, tags, keys } = await this.state();
    const names = Object.keys(tags).map((arn) => arn.slice(arn.indexOf('/') + 1));
    const others = ['house-rules', 'theirs', neighbours.script];
    const wheels = (await this.keys()).filter((key) => !neighbours.keys.includes(key));
    const { BuiltInLifecycleConfigArn: arn = 'None', ...settings } = user?.JupyterLabAppSettings ?? {};
    const has = await this.installed();
    return {
      theirs: {
        keys: keys.length - wheels.length,
        scripts: Object.entries(tags).filter(([each]) => others.some((name) => each.endsWith(`/${name}`))),
        settings,
        role: user?.ExecutionRole,
      },
      attached: {
        has,
        shared: space?.JupyterLabAppSettings?.BuiltInLifecycleConfigArn !== undefined,
        whole:
          names.includes(arn.slice(arn.indexOf('/') + 1)) &&
          (has === 'house-rules' || wheels.some((key) => key.includes(`/studiolo-${has}-`))),
      },
      scripts: names.length - others.length,
      wheels: wheels.map((key) => path.basename(key)),
      underWay: Object.values(tags)
        .flat()
        .some((tag) => /rollback-from:[^=]+=arn/.test(String(tag))),
    };
  }

  /** Starts the app of the space, and waits until it runs. */
  async startApp(): Promise<void> {
    const app = { DomainId: 'd-one', SpaceName: 'study', AppType: 'JupyterLab', AppName: 'default' } as const;
    const ResourceSpec = { InstanceType: 'ml.t3.medium', SageMakerImageArn: DISTRIBUTION } as const;
    await this.direct.send(new CreateAppCommand({ ...app, ResourceSpec }));
    while ((await this.direct.send(new DescribeAppCommand(app))).Status !== 'InService');
  }
}

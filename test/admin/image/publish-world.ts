import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CreateImageCommand,
  CreateImageVersionCommand,
  DescribeAppImageConfigCommand,
  DescribeImageCommand,
  DescribeUserProfileCommand,
  ListImageVersionsCommand,
  SageMakerClient,
  UpdateDomainCommand,
} from '@aws-sdk/client-sagemaker';
import { startEmulator } from '../../../src/emulator/start';
import { FaultyService } from '../faults';
import { credentials, type Ended, environmentOf, runProgram, settledDomain } from '../real-program';
import { goodImage } from './corpus/image-spec';
import { writeOciLayout } from './corpus/write-image';
import { startRegistry, type DockerRegistry } from './docker-registry';

const role = 'arn:aws:iam::123456789012:role/studio';

/** Durations are as in the seed: `20s` of a domain's update pass in two seconds. */
const seed = (durations: string) => `
durations: { ${durations} }
appImageConfigs:
  theirs: { JupyterLabAppImageConfig: { FileSystemConfig: { DefaultUid: 1000, DefaultGid: 100, MountPath: /home/sagemaker-user } } }
images:
  theirs: { RoleArn: '${role}', versions: [{ BaseImage: '123456789012.dkr.ecr.us-east-1.amazonaws.com/studio:theirs' }] }
domains:
  d-one:
    DomainName: one
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-0a1b2c3d]
    DefaultUserSettings:
      ExecutionRole: ${role}
      JupyterLabAppSettings:
        CodeRepositories: [{ RepositoryUrl: https://example.com/kept.git }]
        CustomImages: [{ ImageName: theirs, AppImageConfigName: theirs, ImageVersionNumber: 1 }]
    DefaultSpaceSettings: { ExecutionRole: ${role} }
    userProfiles: { ana: { UserSettings: {} }, bo: { UserSettings: {} } }
`;

/** A domain with somebody else's image, a registry, and between them and the real program what breaks calls. */
export class PublishWorld {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'studiolo-publishing-'));
  readonly sagemaker = new FaultyService(() => this.#emulator?.url ?? '', 'sagemaker');
  readonly registry = new FaultyService(() => `http://${this.#docker?.address}`, 'registry');
  #docker: DockerRegistry | undefined;
  #emulator: { url: string; stop(): Promise<void> } | undefined;
  #client: SageMakerClient | undefined;
  #layout = '';

  async start(durations = 'domainUpdate: 1s', speed = 1_000): Promise<this> {
    const report = (error: unknown) => process.stderr.write(`${String(error)}\n`);
    const from = { fileName: 'seed.yaml', text: seed(durations) };
    this.#emulator = await startEmulator({ port: 0, host: '127.0.0.1', speed, seed: from, report });
    this.#client = new SageMakerClient({ region: 'us-east-1', endpoint: this.#emulator.url, credentials });
    this.#docker = await startRegistry({ login: false });
    await Promise.all([this.sagemaker.start(), this.registry.start()]);
    mkdirSync(path.join(this.folder, 'tmp'));
    this.#layout = await writeOciLayout(path.join(this.folder, 'layout'), goodImage());
    return this;
  }

  async stop(): Promise<void> {
    this.#client?.destroy();
    await Promise.all([this.sagemaker.stop(), this.registry.stop()]);
    await this.#emulator?.stop();
    await this.#docker?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get direct(): SageMakerClient {
    if (!this.#client) throw new Error('not started');
    return this.#client;
  }

  /** The words that publish the image. */
  words(...more: string[]): string[] {
    const to = `${new URL(this.registry.url).host}/lab`;
    return [
      ...['image', 'publish', `oci:${this.#layout}`, '--repository', to, '--image-name', 'lab', '--role', role],
      ...['--yes', '--domain', 'd-one', ...more],
    ];
  }

  /** Where the program finds all that it needs. */
  get environment() {
    const TMPDIR = path.join(this.folder, 'tmp');
    return environmentOf(this.folder, { TMPDIR, AWS_ENDPOINT_URL_SAGEMAKER: this.sagemaker.url });
  }

  /** Runs the real program; `meanwhile` is given what ends it by a signal. */
  run(words: string[], meanwhile?: (kill: (signal: NodeJS.Signals) => void) => void): Promise<Ended> {
    return runProgram(words, this.environment, meanwhile);
  }

  /** Breaks nothing any more. */
  mend(): void {
    this.sagemaker.onCall = () => undefined;
    this.registry.onCall = () => undefined;
  }

  /** The domain once it takes changes. */
  described() {
    return settledDomain(this.direct, 'd-one');
  }

  /** What an administrator beside us does: lists an image of theirs, and sets another repository. */
  async otherAdministrator(): Promise<void> {
    const { DefaultUserSettings: now } = await this.described();
    const CustomImages = [
      ...(now?.JupyterLabAppSettings?.CustomImages ?? []),
      { ImageName: 'theirs', AppImageConfigName: 'theirs' },
    ];
    const CodeRepositories = [{ RepositoryUrl: 'https://example.com/new.git' }];
    await this.direct.send(
      new UpdateDomainCommand({
        DomainId: 'd-one',
        DefaultUserSettings: { JupyterLabAppSettings: { CustomImages, CodeRepositories } },
      }),
    );
    await this.described();
  }

  /** All that publishing changes: what is there, in names. */
  async state() {
    const { DefaultUserSettings: user, DefaultSpaceSettings: space } = await this.described();
    const names = (settings: typeof user | typeof space) =>
      (settings?.JupyterLabAppSettings?.CustomImages ?? []).map(({ ImageName }) => ImageName);
    const profiles: Record<string, unknown> = {};
    for (const UserProfileName of ['ana', 'bo']) {
      const found = await this.direct.send(new DescribeUserProfileCommand({ DomainId: 'd-one', UserProfileName }));
      profiles[UserProfileName] = names(found.UserSettings);
    }
    const there = <T>(asked: Promise<T>) =>
      asked.then(
        () => true,
        () => false,
      );
    const { ImageVersions = [] } = await this.direct
      .send(new ListImageVersionsCommand({ ImageName: 'lab' }))
      .catch(() => ({ ImageVersions: [] }));
    return {
      domain: names(user),
      repository: user?.JupyterLabAppSettings?.CodeRepositories?.[0]?.RepositoryUrl,
      shared: names(space),
      profiles,
      image: await there(this.direct.send(new DescribeImageCommand({ ImageName: 'lab' }))),
      versions: ImageVersions.map(({ ImageVersionStatus }) => ImageVersionStatus),
      config: await there(this.direct.send(new DescribeAppImageConfigCommand({ AppImageConfigName: 'lab' }))),
      tags: await this.tags(),
      uploads: this.#docker?.uploads('lab') ?? [],
      temporary: readdirSync(path.join(this.folder, 'tmp')),
    };
  }

  async tags(): Promise<number> {
    const answer: { tags?: string[] | null } = await (
      await fetch(`http://${this.#docker?.address}/v2/lab/tags/list`)
    ).json();
    return answer.tags?.length ?? 0;
  }

  /** An image `lab` whose latest version is another one. */
  async earlier(): Promise<void> {
    await this.direct.send(new CreateImageCommand({ ImageName: 'lab', RoleArn: role }));
    const BaseImage = '123456789012.dkr.ecr.us-east-1.amazonaws.com/studio:earlier';
    for (;;) {
      const { ImageStatus } = await this.direct.send(new DescribeImageCommand({ ImageName: 'lab' }));
      if (ImageStatus === 'CREATED') break;
    }
    await this.direct.send(new CreateImageVersionCommand({ ImageName: 'lab', BaseImage, ClientToken: 'earlier' }));
  }
}

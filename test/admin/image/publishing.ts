import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CreateDomainCommand,
  CreateSpaceCommand,
  CreateUserProfileCommand,
  DescribeDomainCommand,
  DescribeSpaceCommand,
  DescribeUserProfileCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { runCommand } from 'citty';
import { CommandError, type Host, UsageError } from '../../../src/cli/host';
import { image } from '../../../src/cli/image/image';
import { goodImage, type ImageSpec } from './corpus/image-spec';
import { writeOciLayout } from './corpus/write-image';
import { startRegistry, type DockerRegistry } from './docker-registry';

export const role = 'arn:aws:iam::123456789012:role/studio';
/** Whoever has this key may do all but what the last step of publishing does. */
export const mayNotUpdateDomains = 'AKIANOUPDATE00000000';
const everything = 'AKIATEST000000000000';
const seed = `callers:
  ${mayNotUpdateDomains}:
    principal: arn:aws:sts::123456789012:assumed-role/Builder/ada
    allow: ['sagemaker:List*', 'sagemaker:Describe*', 'sagemaker:*Image*', 'iam:PassRole']
`;

/** An emulated Studio, a real registry, and the built program. */
export class Publishing {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'studiolo-publish-'));
  /** Aborted, it is what Ctrl-C is to the program. */
  ending = new AbortController();
  #domains = 0;

  private constructor(
    readonly registry: DockerRegistry,
    readonly client: SageMakerClient,
    private readonly url: string,
    private readonly emulator: ChildProcess,
  ) {}

  static async start(): Promise<Publishing> {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'studiolo-seed-')), 'seed.yaml');
    writeFileSync(file, seed);
    const words = ['emulate', '--port', '0', '--speed', '100000', '--seed', file];
    const emulator = spawn(process.execPath, [program(), ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
    const url = await new Promise<string>((resolve) =>
      emulator.stdout.on('data', (data: Buffer) => {
        const found = /http:\S+/.exec(data.toString())?.[0];
        if (found) resolve(found);
      }),
    );
    rmSync(path.dirname(file), { recursive: true });
    const credentials = { accessKeyId: everything, secretAccessKey: 'x' };
    const client = new SageMakerClient({ region: 'us-east-1', endpoint: url, credentials });
    return new Publishing(await startRegistry({ login: false }), client, url, emulator);
  }

  async stop(): Promise<void> {
    this.client.destroy();
    this.emulator.kill();
    await this.registry.stop();
    rmSync(this.folder, { recursive: true });
  }

  studiolo(...words: string[]) {
    return this.studioloAs(everything, ...words);
  }

  /** Runs `studiolo image …` in this process: the same commands with the same exit codes, without starting Node each time. */
  async studioloAs(accessKeyId: string, ...words: string[]) {
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SAGEMAKER: this.url,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: 'x',
    });
    const out: string[] = [];
    const told: string[] = [];
    const host: Host = {
      print: (line) => out.push(`${line}\n`),
      tell: (line) => told.push(`${line}\n`),
      colour: false,
      region: 'us-east-1',
      folder: path.dirname(program()),
      now: Date.now,
      ending: this.ending.signal,
    };
    let code = 0;
    try {
      await runCommand(image(host, '0.1.0'), { rawArgs: [...words, ...agreed(words)] });
    } catch (error) {
      if (!(error instanceof CommandError || error instanceof UsageError)) throw error;
      code = error instanceof CommandError ? error.exitCode : 2;
      host.tell(error.message);
    }
    return { code, out: out.join(''), told: told.join('') };
  }

  /** Publishes a layout as an image, into a repository of the same name, without an AppImageConfig file. */
  publish(layout: string, name: string, ...more: string[]) {
    return this.publishAs(everything, layout, name, ...more);
  }

  publishAs(accessKeyId: string, layout: string, name: string, ...more: string[]) {
    const to = ['--repository', `${this.registry.address}/${name}`, '--image-name', name, '--role', role];
    return this.studioloAs(accessKeyId, 'publish', `oci:${layout}`, ...to, ...more);
  }

  layout(name: string, alter: (spec: ImageSpec) => void = () => undefined): Promise<string> {
    const spec = goodImage();
    alter(spec);
    return writeOciLayout(path.join(this.folder, name), spec);
  }

  /** An AppImageConfig file. */
  config(name: string, content: object): string {
    const file = path.join(this.folder, `${name}.json`);
    writeFileSync(file, JSON.stringify({ AppImageConfigName: name, ...content }));
    return file;
  }

  /** A domain of its own, whose settings say more than images. */
  async domain(): Promise<string> {
    this.#domains += 1;
    const { DomainId = '' } = await this.client.send(
      new CreateDomainCommand({
        DomainName: `house-${this.#domains}`,
        AuthMode: 'IAM',
        SubnetIds: ['subnet-12345678'],
        VpcId: 'vpc-12345678',
        DefaultUserSettings: {
          ExecutionRole: role,
          JupyterLabAppSettings: { CodeRepositories: [{ RepositoryUrl: 'https://example.com/a.git' }] },
        },
      }),
    );
    await this.settled(async () => (await this.describe(DomainId)).Status === 'InService');
    return DomainId;
  }

  describe(DomainId: string) {
    return this.client.send(new DescribeDomainCommand({ DomainId }));
  }

  async profile(DomainId: string, UserProfileName: string, settings: object = {}): Promise<void> {
    await this.client.send(new CreateUserProfileCommand({ DomainId, UserProfileName, UserSettings: settings }));
    await this.settled(async () => (await this.describeProfile(DomainId, UserProfileName)).Status === 'InService');
  }

  describeProfile(DomainId: string, UserProfileName: string) {
    return this.client.send(new DescribeUserProfileCommand({ DomainId, UserProfileName }));
  }

  async space(DomainId: string, SpaceName: string, settings: object): Promise<void> {
    await this.client.send(
      new CreateSpaceCommand({
        DomainId,
        SpaceName,
        SpaceSettings: settings,
        OwnershipSettings: { OwnerUserProfileName: 'ada' },
        SpaceSharingSettings: { SharingType: 'Private' },
      }),
    );
    await this.settled(async () => (await this.describeSpace(DomainId, SpaceName)).Status === 'InService');
  }

  describeSpace(DomainId: string, SpaceName: string) {
    return this.client.send(new DescribeSpaceCommand({ DomainId, SpaceName }));
  }

  async tags(repository: string): Promise<string[]> {
    const answer: { tags?: string[] | null } = await (
      await fetch(`http://${this.registry.address}/v2/${repository}/tags/list`)
    ).json();
    return answer.tags ?? [];
  }

  async settled(done: () => Promise<boolean>): Promise<void> {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      if (await done()) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('it does not settle');
  }
}

/** Commands that change AWS ask before they do; here nobody answers. */
const agreed = ([command, ...words]: string[]) =>
  ['publish', 'promote', 'prune'].includes(command ?? '') && !words.includes('--dry-run') ? ['--yes'] : [];

export function program(): string {
  const built = process.env['STUDIOLO_CLI'];
  if (!built) throw new Error('STUDIOLO_CLI is not set; run npm test -- image');
  return built;
}

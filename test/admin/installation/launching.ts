import { chmodSync, writeFileSync } from 'node:fs';
import { DeleteAppCommand, DescribeAppCommand, type DescribeAppCommandOutput } from '@aws-sdk/client-sagemaker';
import * as z from 'zod';
import { DISTRIBUTION } from '../../emulator/studio';
import { LifecycleRoot } from '../../lifecycle/root';
import { space, type AppType } from '../../lifecycle/studio-environment';
import { LocalAws } from './local-aws';

/** The domain that the apps' own metadata name. */
export const { domain } = space;

const Log = z.object({ events: z.array(z.object({ message: z.string() })) });

/**
 * A Studio whose apps really start: the emulator launches them, and for each private space a root like that of
 * SageMaker Distribution stands for its app, in which the lifecycle configurations run.
 */
export class Launching<Space extends string> {
  readonly aws = new LocalAws();
  readonly #roots = new Map<Space, LifecycleRoot>();

  /** `spaces` says which app each space is for. */
  constructor(private readonly spaces: Readonly<Record<Space, AppType>>) {}

  async start(): Promise<void> {
    const program = this.aws.at('in-app.sh');
    await this.aws.start(seedOf(this.spaces), '--run-scripts', program);
    const { AWS_ENDPOINT_URL_S3 = '', AWS_ENDPOINT_URL_SAGEMAKER = '' } = this.aws.environment;
    const environment = { AWS_ENDPOINT_URL: AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL_SAGEMAKER };
    for (const name of this.names) {
      this.#roots.set(name, await new LifecycleRoot({ appType: this.spaces[name], environment }).boot());
    }
    writeFileSync(program, runner(this.#roots));
    chmodSync(program, 0o755);
  }

  get names(): Space[] {
    return Object.keys(this.spaces).filter((name): name is Space => name in this.spaces);
  }

  /** The root that stands for the app of a space. */
  root(name: Space): LifecycleRoot {
    const root = this.#roots.get(name);
    if (!root) throw new Error(`no root for ${name}`);
    return root;
  }

  /** Starts the app of a space by the AWS CLI and waits for what becomes of it. */
  async launch(name: Space, more: Record<string, string> = {}): Promise<DescribeAppCommandOutput> {
    const spec = { InstanceType: 'ml.t3.medium', SageMakerImageArn: DISTRIBUTION, ...more };
    const app = ['--space-name', name, '--app-type', this.spaces[name], '--app-name', 'default'];
    this.aws.aws('sagemaker', 'create-app', '--domain-id', domain, ...app, '--resource-spec', JSON.stringify(spec));
    return this.#settled(name, 'Pending');
  }

  /** Deletes the app of a space and waits until it is gone. */
  async end(name: Space): Promise<void> {
    await this.aws.sagemaker.send(new DeleteAppCommand(this.#key(name)));
    await this.#settled(name, 'Deleting');
  }

  async #settled(name: Space, under: 'Pending' | 'Deleting'): Promise<DescribeAppCommandOutput> {
    for (;;) {
      const app = await this.aws.sagemaker.send(new DescribeAppCommand(this.#key(name)));
      if (app.Status !== under) return app;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  #key(SpaceName: Space) {
    return { DomainId: domain, SpaceName, AppType: this.spaces[SpaceName], AppName: 'default' };
  }

  /** What is in the log stream of the app's scripts. */
  logOf(name: Space): string {
    const stream = `${domain}/${name}/${this.spaces[name]}/default/LifecycleConfigOnStart`;
    const words = ['--log-group-name', '/aws/sagemaker/studio', '--log-stream-name', stream, '--start-from-head'];
    const { events } = Log.parse(this.aws.aws('logs', 'get-log-events', ...words));
    return events.map(({ message }) => `${message}\n`).join('');
  }

  /** Whether JupyterLab in the app of a space has studiolo. */
  async installed(name: Space): Promise<boolean> {
    const { output } = await this.root(name).execute(['/opt/conda/bin/jupyter', 'labextension', 'list']);
    return /studiolo v\S+ .*enabled.*OK/.test(output);
  }

  async stop(): Promise<void> {
    await this.aws.stop();
    for (const root of this.#roots.values()) await root.remove();
  }
}

const seedOf = (spaces: Readonly<Record<string, AppType>>) => `
domains:
  ${domain}:
    DomainName: launch
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-0a1b2c3d]
    DefaultUserSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/Studio' }
    userProfiles: { ana: {} }
    spaces:
${Object.entries(spaces)
  .map(([name, appType]) => `      ${name}: { owner: ana, sharing: Private, SpaceSettings: { AppType: ${appType} } }`)
  .join('\n')}
`;

/** The program that the emulator gives a script to: it runs it in the root of the script's space. */
const runner = (roots: ReadonlyMap<string, LifecycleRoot>) => `#!/bin/bash
case $STUDIOLO_SPACE_NAME in
${[...roots]
  .map(
    ([name, root]) => `${name})
  cp "$1" ${root.at('/opt/ml/on-start.sh')}
  ${root.entering(['/opt/ml/on-start.sh']).map(quoted).join(' ')}
  ;;`,
  )
  .join('\n')}
esac
`;
const quoted = (word: string) => `'${word.replaceAll("'", String.raw`'\''`)}'`;

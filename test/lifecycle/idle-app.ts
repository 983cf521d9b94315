import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LifecycleRoot, type Ended } from './root';
import { script } from './script';
import { resourceMetadata, space } from './studio-environment';

const program = process.env['STUDIOLO_CLI'] ?? path.resolve(__dirname, '../../dist/studiolo.cjs');
const endpoint = { AWS_ENDPOINT_URL_SAGEMAKER: 'http://127.0.0.1:4570' };

const image = 'arn:aws:sagemaker:us-east-1:885854791233:image/sagemaker-distribution-cpu';
const resources = `{ InstanceType: ml.t3.medium, SageMakerImageArn: '${image}' }`;

/** What SageMaker has from the start: the app of the space, and what is left of a user's Studio Classic. */
const seed = (allow: string) => `
callers: { AKIATEST000000000000: { principal: 'arn:aws:sts::123456789012:assumed-role/studio/app', allow: [${allow}] } }
domains:
  ${space.domain}:
    DomainName: acme
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-0a1b2c3d]
    DefaultUserSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/studio' }
    userProfiles:
      ana:
        apps:
          - { AppType: JupyterServer, since: 3d ago }
          - { AppType: KernelGateway, AppName: datascience, since: 3d ago, ResourceSpec: ${resources} }
    spaces:
      ${space.name}:
        owner: ana
        sharing: Private
        SpaceSettings: { AppType: JupyterLab }
        apps: [{ AppType: JupyterLab, since: 1h ago, ResourceSpec: ${resources} }]
`;

/**
 * An app on an image that knows no idle settings, in a network of its own, where the emulator is SageMaker and port
 * 8888 is the Jupyter server's.
 */
export class IdleApp {
  readonly root = new LifecycleRoot({ network: 'none' });
  #emulator: ChildProcess | undefined;

  async boot(): Promise<this> {
    await this.root.boot();
    await olderImage(this.root);
    return this;
  }

  /** Starts SageMaker anew, as it was at first. `allow` is what the app's role may do. */
  async sageMaker(allow = "'sagemaker:*'"): Promise<void> {
    await this.#stopSageMaker();
    const file = this.root.at('/opt/seed.yaml');
    writeFileSync(file, seed(allow));
    const network = `--net=/proc/${this.#pid}/ns/net`;
    this.#emulator = spawn('nsenter', [network, process.execPath, program, 'emulate', '--seed', file]);
    const [line] = await Promise.race([once(this.#emulator.stdout!, 'data'), once(this.#emulator.stderr!, 'data')]);
    if (!String(line).startsWith('studiolo emulator listening')) throw new Error(String(line));
  }

  /** Runs the script; the app is idle after so many seconds. */
  watch(seconds: number, environment: Record<string, string> = {}, more: Record<string, string> = {}): Promise<Ended> {
    const parameters = { IDLE_MINUTES: (seconds / 60).toFixed(4), POLL_SECONDS: '0.3', ...more };
    return this.root.run(script('idle-shutdown-classic', parameters), { ...endpoint, ...environment });
  }

  /** Waits until nothing watches any more. */
  async unwatched(): Promise<void> {
    const free = ['flock', '--nonblock', '/tmp/studiolo-idle-shutdown-1000.lock', 'true'];
    await until(
      async () => (await this.root.execute(free)).status === 0,
      () => `still watched: ${this.log}`,
    );
  }

  /** What the watchers of this app have said. */
  get log(): string {
    const file = this.root.at('/tmp/studiolo-idle-shutdown-1000.log');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  /** Waits until the watchers' log has `text`, not counting what is there already. */
  async told(text: string, after = 0): Promise<void> {
    await until(
      () => this.log.includes(text, after),
      () => `no "${text}" in the log: ${this.log}`,
    );
  }

  /** The status that SageMaker has for an app of the space or of the user profile `ana`. */
  async status(owner: 'space' | 'ana' = 'space', type = 'JupyterLab', name = 'default'): Promise<string> {
    const whose = owner === 'space' ? ['--space-name', space.name] : ['--user-profile-name', owner];
    const words = ['--domain-id', space.domain, ...whose, '--app-type', type, '--app-name', name];
    const asked = ['aws', 'sagemaker', 'describe-app', ...words, '--query', 'Status', '--output', 'text'];
    return (await this.root.execute(asked, endpoint)).output.trim();
  }

  /** GET or POST of the server's API; nothing while it does not answer. */
  async api(method: 'GET' | 'POST', what: string): Promise<unknown> {
    const url = `http://127.0.0.1:8888/jupyterlab/default/api/${what}`;
    const request = ['--request', method, '--data', '{}', '--cookie', '_xsrf=1234', '--header', 'X-XSRFToken: 1234'];
    const { output } = await this.root.execute(['curl', '--silent', ...request, url]);
    return output === '' ? undefined : JSON.parse(output);
  }

  /** Starts a Jupyter server and waits until it answers. */
  async server(command: readonly string[], environment?: Record<string, string>): Promise<void> {
    this.root.spawn(command, path.join(this.root.home, '.server.log'), environment);
    await this.answers();
  }

  /** Waits until the Jupyter server answers. */
  async answers(): Promise<void> {
    await until(
      () => this.api('GET', 'status').then((answer) => answer !== undefined),
      () => 'no Jupyter server',
    );
  }

  /** Makes the app one of another kind, as far as it knows itself. */
  known(as: Record<string, unknown>): void {
    writeFileSync(this.root.at('/opt/metadata.json'), JSON.stringify({ ...resourceMetadata('JupyterLab'), ...as }));
    const mount = ['mount', '--bind', '/opt/metadata.json', '/opt/ml/metadata/resource-metadata.json'];
    const { status, stderr } = spawnSync('nsenter', ['--target', this.#pid, '--mount', '--root', ...mount]);
    if (status !== 0) throw new Error(String(stderr));
  }

  async remove(): Promise<void> {
    await this.#stopSageMaker();
    await this.root.remove();
  }

  /** The app's process 1. */
  get #pid(): string {
    return this.root.at('/').split('/')[2] ?? '';
  }

  async #stopSageMaker(): Promise<void> {
    if (!this.#emulator || this.#emulator.exitCode !== null) return;
    const ended = once(this.#emulator, 'exit');
    this.#emulator.kill('SIGKILL');
    await ended;
  }
}

/** Makes the image of an app one that is older than SageMaker Distribution 2.0, and so knows no idle settings. */
export async function olderImage(root: LifecycleRoot): Promise<void> {
  const packages = '/opt/conda/lib/python3*/site-packages/jupyter_activity_monitor_extension*';
  const enabled = '/opt/conda/etc/jupyter/jupyter_server_config.d/jupyter_activity_monitor_extension.json';
  await root.execute(['bash', '-c', `rm -r ${packages} ${enabled}`]);
}

/** Waits until it is so. */
export async function until(so: () => boolean | Promise<boolean>, otherwise: () => string): Promise<void> {
  for (let attempt = 0; !(await so()); attempt += 1) {
    if (attempt === 1_200) throw new Error(otherwise());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

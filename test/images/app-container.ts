import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildah, storage } from './engine';

/** An app as Studio runs it: as 1000:100, its volume at the home folder, the metadata read-only, port 8888 its own. */
export class AppContainer {
  /** The volume, seen from outside. */
  readonly home: string;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'studiolo-app-'));
  readonly #container: string;
  #process: ChildProcess | undefined;
  readonly #log = path.join(this.#folder, 'log');

  constructor(
    image: string,
    private readonly appType: 'JupyterLab' | 'CodeEditor' | 'KernelGateway',
  ) {
    this.home = path.join(this.#folder, 'home');
    mkdirSync(this.home);
    chownSync(this.home, 1000, 100);
    const metadata = path.join(this.#folder, 'metadata');
    mkdirSync(metadata);
    chmodSync(this.#folder, 0o755);
    writeFileSync(path.join(metadata, 'resource-metadata.json'), JSON.stringify(resourceMetadata(appType)));
    this.#container = buildah('from', image).trim();
  }

  /** Starts a command in a network and process tree of its own, so that port 8888 is free whatever else runs here. */
  start(command: string[]): void {
    const log = openSync(this.#log, 'a');
    const lo = 'ip link set lo up && exec "$@"';
    this.#process = spawn(
      'unshare',
      [
        '--net',
        '--pid',
        '--fork',
        '--kill-child',
        '--mount-proc',
        'sh',
        '-c',
        lo,
        'sh',
        ...this.#run(asUser(command), '0:0'),
      ],
      {
        stdio: ['ignore', log, log],
      },
    );
    closeSync(log);
  }

  /** Runs a command in a second process of the container and waits for it: its output, and how it ended. */
  execute(command: string[]): { status: number | null; output: string } {
    const [program = '', ...args] = this.#run(command);
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 120_000 });
    return { status, output: `${stdout}${stderr}` };
  }

  /** A command of this machine that sees the app's network instead of its own. */
  reaching(command: string[]): string[] {
    return ['nsenter', `--net=/proc/${this.#process?.pid}/ns/net`, ...command];
  }

  /** GET of a path, from inside the app's network: status and body; status 0 while nothing answers. */
  get(url: string): { status: number; body: string } {
    const curl = ['curl', '--silent', '--max-time', '20', '--write-out', '\n%{http_code}', url];
    const [program = '', ...args] = this.reaching(curl);
    const { stdout } = spawnSync(program, args, { encoding: 'utf8' });
    const at = stdout.lastIndexOf('\n');
    return { status: Number(stdout.slice(at + 1)), body: stdout.slice(0, Math.max(at, 0)) };
  }

  /** Waits until the app answers there, as Studio's health check does. */
  async healthy(url: string): Promise<void> {
    for (let attempt = 0; attempt < 120; attempt += 1) {
      if (this.#process?.exitCode !== null) break;
      if (this.get(url).status === 200) return;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    throw new Error(`the app does not answer ${url}:\n${this.output}`);
  }

  get output(): string {
    return readFileSync(this.#log, 'utf8').slice(-20_000);
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      await ended;
    }
    buildah('rm', this.#container);
    rmSync(this.#folder, { recursive: true });
  }

  #run(command: string[], user = '1000:100'): string[] {
    return [
      'buildah',
      ...storage(),
      'run',
      '--isolation',
      'chroot',
      '--user',
      user,
      '--env',
      `SAGEMAKER_APP_TYPE=${this.appType}`,
      '--env',
      'AWS_REGION=eu-west-1',
      '--env',
      'AWS_DEFAULT_REGION=eu-west-1',
      '--env',
      'SAGEMAKER_SPACE_NAME=study',
      '--env',
      'HOME=/home/sagemaker-user',
      '--volume',
      `${this.home}:/home/sagemaker-user`,
      '--volume',
      `${path.join(this.#folder, 'metadata')}:/opt/ml/metadata:ro`,
      this.#container,
      '--',
      ...command,
    ];
  }
}

/**
 * Gives standard output and error to the user before the command becomes the user's, as container runtimes do and
 * buildah does not: what opens /dev/stdout again would else be refused.
 */
const asUser = (command: string[]) => [
  'sh',
  '-c',
  'chown 1000:100 /proc/self/fd/1 /proc/self/fd/2 && exec setpriv --reuid 1000 --regid 100 --clear-groups -- "$@"',
  'sh',
  ...command,
];

/** As in a JupyterLab space. */
const resourceMetadata = (AppType: string) => ({
  AppType,
  DomainId: 'd-abcdefghijkl',
  SpaceName: 'study',
  ExecutionRoleArn: 'arn:aws:iam::123456789012:role/studio',
  ResourceArn: `arn:aws:sagemaker:eu-west-1:123456789012:app/d-abcdefghijkl/study/${AppType}/default`,
  ResourceName: 'default',
  AppImageVersion: '',
});

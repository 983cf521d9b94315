import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureDistributionRoot } from '../images/bases';
import { resourceMetadata, studioEnvironment, type AppType } from './studio-environment';

export interface RootOptions {
  /** A folder that is kept: the home volume of a space, for several apps after or beside each other. */
  home?: string;
  appType?: AppType;
  /** `shared` reaches servers of this machine on 127.0.0.1; `none` reaches nothing. */
  network?: 'shared' | 'none';
  homeMode?: 'writable' | 'read-only';
  /** Where next to nothing can be written any more: `/` is all of the app but its home. */
  full?: readonly ('/' | '/tmp' | '/home/sagemaker-user')[];
  /** Variables besides those of Studio, such as a server's address. */
  environment?: Readonly<Record<string, string>>;
}

/** How a command ended. `status` is null where it was killed. `output` is what it said to stdout and stderr. */
export interface Ended {
  status: number | null;
  output: string;
  seconds: number;
}

/** What Docker leaves a container by default: sudo gives no more than that, and cannot mount. */
const capabilities =
  'chown,dac_override,fowner,fsetid,kill,setgid,setuid,setpcap,net_bind_service,net_raw,sys_chroot,mknod,audit_write,setfcap';

/**
 * The file system and processes of one app like those of SageMaker Distribution. What is changed in it is gone with it,
 * except for the home volume if that was given.
 */
export class LifecycleRoot {
  /** The home volume, seen from outside. */
  readonly home: string;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'studiolo-root-'));
  readonly #appType: AppType;
  #runs = 0;
  #unshare: ChildProcess | undefined;
  #init = 0;

  constructor(readonly options: RootOptions = {}) {
    this.#appType = options.appType ?? 'JupyterLab';
    this.home = options.home ?? newHome(path.join(this.#folder, 'home'));
    for (const name of ['metadata', 'runs']) mkdirSync(path.join(this.#folder, name));
    writeFileSync(
      path.join(this.#folder, 'metadata', 'resource-metadata.json'),
      JSON.stringify(resourceMetadata(this.#appType)),
    );
  }

  /** Starts the app's process 1; after `kill`, with the same files as before. */
  async boot(): Promise<this> {
    const { network = 'shared', homeMode = 'writable', full = [] } = this.options;
    const namespaces = ['--mount', '--pid', '--fork', '--kill-child', ...(network === 'none' ? ['--net'] : [])];
    const boot = [
      path.join(__dirname, 'boot.sh'),
      ensureDistributionRoot(),
      this.#folder,
      this.home,
      homeMode,
      network,
    ];
    // Ends with this process, however that ends.
    const child = spawn('setpriv', ['--pdeathsig=KILL', 'unshare', ...namespaces, ...boot, ...full], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#unshare = child;
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said += data));
    const [answer] = await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
    if (String(answer) !== 'booted\n') throw new Error(`the root did not boot: ${said}`);
    child.stdout.destroy();
    child.stderr.destroy();
    child.unref();
    this.#init = Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8'));
    return this;
  }

  /** Runs a script's text from a file, as sagemaker-user, to its end, as Studio runs a lifecycle configuration. */
  run(script: string, environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
    const name = `on-start-${(this.#runs += 1)}.sh`;
    writeFileSync(this.at(`/opt/ml/${name}`), script, { mode: 0o755 });
    return this.execute([`/opt/ml/${name}`], environment);
  }

  /** Runs a command as sagemaker-user, in the home folder, to its end. */
  async execute(command: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
    const file = this.log(String((this.#runs += 1)));
    const began = performance.now();
    const child = this.spawn(command, file, environment);
    const [status] = await once(child, 'exit');
    return { status, output: readFileSync(file, 'utf8'), seconds: (performance.now() - began) / 1000 };
  }

  /** Starts a command as sagemaker-user; what it says goes to the end of a file outside. */
  spawn(command: readonly string[], log: string, environment: Readonly<Record<string, string>> = {}): ChildProcess {
    // A file, as a pipe would keep `exit` from being told while something in the background still writes.
    const output = openSync(log, 'a');
    chownSync(log, 1000, 100);
    const [nsenter = '', ...words] = this.entering(command, environment);
    const child = spawn(nsenter, words, { stdio: ['ignore', output, output] });
    closeSync(output);
    return child;
  }

  /** The command, of this machine, that runs a command of the app's as sagemaker-user in the home folder. */
  entering(command: readonly string[], environment: Readonly<Record<string, string>> = {}): string[] {
    const variables = { ...studioEnvironment(this.#appType), ...this.options.environment, ...environment };
    const named = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
    return [
      ...['nsenter', '--target', String(this.#init), '--mount', '--pid', '--net', '--root'],
      ...['--wdns=/home/sagemaker-user', '--', 'setpriv', '--reuid=1000', '--regid=100', '--clear-groups'],
      ...['--inh-caps=-all', `--bounding-set=-all,${capabilities.replaceAll(/(^|,)/g, '$1+')}`],
      ...['/usr/bin/env', '-i', ...named, ...command],
    ];
  }

  /** A file outside, for what a command says. */
  log(name: string): string {
    return path.join(this.#folder, 'runs', name);
  }

  /** A path of the app, seen from outside. */
  at(file: string): string {
    return path.join('/proc', String(this.#init), 'root', file);
  }

  /** Ends every process of the app at once, as when its instance is gone. */
  async kill(): Promise<void> {
    const child = this.#unshare;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    process.kill(this.#init, 'SIGKILL');
    await ended;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true });
  }
}

/** An empty home volume, owned by the user; returns its folder. */
export function newHome(folder: string): string {
  mkdirSync(folder);
  chownSync(folder, 1000, 100);
  return folder;
}

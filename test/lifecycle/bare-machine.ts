import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBareRoot } from '../images/bases';
import { resourceMetadata } from './studio-environment';

/** How a command ended, and what it said. */
export interface Ended {
  code: number | null;
  said: string;
}

const here = '/home/sagemaker-user';

/** A machine with a bare Debian, root's, without a network: what it has besides is given to it. */
export class BareMachine {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'studiolo-bare-'));
  /** The folder that commands run in, seen from outside. */
  readonly home = path.join(this.#folder, 'home');
  #init = 0;
  #end: (() => Promise<void>) | undefined;

  async boot(): Promise<this> {
    for (const name of ['home', 'metadata']) mkdirSync(path.join(this.#folder, name));
    const boot = [path.join(__dirname, 'boot.sh'), ensureBareRoot(), this.#folder, this.home, 'writable', 'none'];
    const namespaces = ['--mount', '--pid', '--net', '--fork', '--kill-child'];
    const child = spawn('setpriv', ['--pdeathsig=KILL', 'unshare', ...namespaces, ...boot], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [answer] = await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
    if (String(answer) !== 'booted\n') throw new Error('the machine did not boot');
    this.#init = Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8'));
    this.#end = async () => {
      const ended = once(child, 'exit');
      process.kill(this.#init, 'SIGKILL');
      await ended;
    };
    return this;
  }

  /** Node.js and npm of this machine, as an administrator has them. */
  giveNode(): void {
    const npm = path.dirname(realpathSync(execFileSync('which', ['npm'], { encoding: 'utf8' }).trim()));
    const at = path.join(this.root, 'usr/local');
    cpSync(process.execPath, path.join(at, 'bin/node'), { dereference: true });
    cpSync(path.dirname(npm), path.join(at, 'lib/node_modules/npm'), { recursive: true });
    execFileSync('ln', ['-s', '../lib/node_modules/npm/bin/npm-cli.js', path.join(at, 'bin/npm')]);
  }

  /** What an app of Studio finds of itself. */
  beApp(): void {
    const file = path.join(this.#folder, 'metadata', 'resource-metadata.json');
    writeFileSync(file, JSON.stringify(resourceMetadata('JupyterLab')));
  }

  /** Puts a file into the folder that commands run in. */
  give(file: string, name = path.basename(file)): void {
    cpSync(file, path.join(this.home, name), { recursive: true });
  }

  /** The whole of it, seen from outside. */
  get root(): string {
    return `/proc/${this.#init}/root`;
  }

  /** Types something into bash, as root; what is to go on there has its own output. */
  async type(text: string): Promise<Ended> {
    const words = [
      ...['--target', String(this.#init), '--mount', '--pid', '--net', '--root', `--wdns=${here}`, '--'],
      ...['/usr/bin/env', '-i', `HOME=${here}`, 'PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      ...['bash', '-o', 'pipefail', '-ec', text],
    ];
    const child = spawn('nsenter', words, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data));
    // What goes on may hold what it said to.
    const [code] = await once(child, 'exit');
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { code, said };
  }

  /** Every file that is called after us, but what was given to it. */
  traces(): string[] {
    const found = execFileSync('find', [`${this.root}/`, '-xdev', '-iname', '*studiolo*', '-print'], {
      encoding: 'utf8',
    });
    const home = execFileSync('find', [this.home, '-iname', '*studiolo*', '-print'], { encoding: 'utf8' });
    return `${found}${home}`
      .split('\n')
      .filter((name) => name !== '' && !/\/studiolo-[^/]*\.(tgz|whl|tar\.gz)$/.test(name))
      .map((name) => name.replace(`${this.root}/`, '/').replace(this.home, here));
  }

  async remove(): Promise<void> {
    await this.#end?.();
    if (existsSync(this.#folder)) rmSync(this.#folder, { recursive: true });
  }
}

import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inTerminal } from '../cli/in-terminal';
import { tools } from '../lifecycle/moto';
import { root } from './console-blocks';
import { type Report, reportOf } from './page-script';

export interface Followed extends Report {
  /** What the terminal showed. */
  screen: string;
}

/** What `npm run build` makes in a clone, as it is named there. */
const built: { tarball: string; wheel: string } = {
  ...JSON.parse(readFileSync(path.join(root, 'dist/studiolo.tgz.json'), 'utf8')),
  ...JSON.parse(readFileSync(path.join(root, 'dist/studiolo.whl.json'), 'utf8')),
};
const lab = process.env['STUDIOLO_LAB_ENV'] ?? path.join(root, '.venv/lab-4.4');

/**
 * A newcomer with a clone, what `npm run build` makes of it, the AWS CLI, and a terminal. What is typed there runs beside
 * nothing else: with no other process and no network but its own, so that servers have the ports that pages name, nothing
 * reaches AWS, and all of it ends with the terminal.
 */
export class Reader {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'studiolo-reader-')));
  readonly home = path.join(this.folder, 'home');
  readonly clone = path.join(this.home, 'studiolo');
  #pages = 0;

  constructor() {
    const names = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z', ':!src', ':!test'], {
      cwd: root,
      encoding: 'utf8',
    });
    for (const name of names.split('\0').filter((each) => each !== '' && existsSync(path.join(root, each))))
      cpSync(path.join(root, name), path.join(this.clone, name));
    for (const file of [built.tarball, built.wheel, path.join(root, 'dist/studiolo.cjs')])
      cpSync(file, path.join(this.clone, 'dist', path.basename(file)));
    chmodSync(path.join(this.clone, 'dist/studiolo.cjs'), 0o755);
    // Where it was downloaded to.
    for (const file of [built.tarball, built.wheel])
      for (const folder of [this.clone, this.home]) cpSync(file, path.join(folder, path.basename(file)));
    // An environment that has Jupyter, as the apps of Studio have.
    const environment = path.join(this.folder, 'environment');
    execFileSync('python3', ['-m', 'venv', environment]);
    const [version = ''] = execFileSync('ls', [path.join(environment, 'lib')], { encoding: 'utf8' }).split('\n');
    const packages = path.join('lib', version, 'site-packages');
    writeFileSync(path.join(environment, packages, 'lab.pth'), `${path.join(lab, packages)}\n`);
  }

  /** Types a script into a terminal of its own, in the clone; keys are pressed once what they answer is on the screen. */
  async follow(script: string, keys: readonly (readonly [shown: string, key: string])[]): Promise<Followed> {
    const name = path.join(this.folder, `page-${(this.#pages += 1)}`);
    writeFileSync(`${name}.sh`, script);
    closeSync(openSync(`${name}.report`, 'w'));
    const alone = ['--net', '--pid', '--mount-proc', '--fork', '--kill-child'];
    const words = [
      // What waits for ever fails with what the screen shows.
      ...['timeout', '--foreground', '--signal=KILL', process.env['READER_SECONDS'] ?? '240'],
      ...['unshare', ...alone, ...(process.getuid?.() === 0 ? [] : ['--map-root-user'])],
      ...['bash', '-c', `ip link set lo up; cd "$1"; exec bash --norc "$0.sh" 9>>"$0.report"`, name, this.clone],
    ];
    const { screen } = await inTerminal(words, keys, this.#environment);
    // The reader of the next page has not installed the wheel, whose program has another's name.
    const pip = path.join(this.folder, 'environment/bin/pip');
    execFileSync(pip, ['uninstall', '--yes', '--quiet', 'studiolo'], { stdio: 'ignore', env: this.#environment });
    return { ...reportOf(readFileSync(`${name}.report`, 'utf8')), screen };
  }

  get #environment(): NodeJS.ProcessEnv {
    const at = (name: string) => path.join(this.folder, name);
    // Whoever installs the wheel, which brings a program of the same name, is another person: pages say whose they are.
    const folders = [at('npm/bin'), at('environment/bin'), path.join(tools, 'bin'), path.dirname(process.execPath)];
    return {
      PATH: [...folders, process.env['PATH']].join(':'),
      HOME: this.home,
      npm_config_prefix: at('npm'),
      npm_config_cache: at('npm-cache'),
      npm_config_offline: 'true',
      // What `npm run build` makes is there.
      npm_config_ignore_scripts: 'true',
      npm_config_update_notifier: 'false',
      PIP_NO_INDEX: '1',
      PIP_DISABLE_PIP_VERSION_CHECK: '1',
      AWS_PAGER: '',
      AWS_EC2_METADATA_DISABLED: 'true',
      STUDIOLO_NODE: process.execPath,
      NO_COLOR: '1',
    };
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

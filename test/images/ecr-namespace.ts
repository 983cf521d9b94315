import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const tools = process.env['STUDIOLO_TOOLS'] ?? path.resolve(__dirname, '../../.venv/tools');
const program = process.env['STUDIOLO_CLI'] ?? '';
/** bcrypt of the password in the token that moto gives for account 123456789012. */
const htpasswd = 'AWS:$2b$04$hQ0WU0ZXlbBRd6osA7BAe.7hjPFKJkDttNK5pOisa64Bqy0tA2ZZ.\n';
const ports = { ecr: 5000, studio: 5001 };

/**
 * A network of its own in which the host name of an ECR registry is a real registry that asks for a login, with TLS on
 * port 443, beside moto, which answers ECR's API, and an emulated Studio.
 */
export class EcrNamespace {
  readonly registry = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
  readonly folder = mkdtempSync(path.join(tmpdir(), 'studiolo-ecr-'));
  readonly #holder: ChildProcess;
  readonly #servers: ChildProcess[] = [];

  private constructor() {
    const at = (name: string) => path.join(this.folder, name);
    writeFileSync(at('hosts'), `127.0.0.1 localhost ${this.registry}\n`);
    writeFileSync(at('htpasswd'), htpasswd);
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', at('key.pem')];
    const names = ['-subj', '/CN=registry', '-addext', `subjectAltName=DNS:${this.registry}`];
    execFileSync('openssl', ['req', '-x509', ...key, '-out', at('cert.pem'), '-days', '2', ...names], {
      stdio: 'ignore',
    });
    const lines = [
      'version: 0.1',
      'log: {level: error, accesslog: {disabled: true}}',
      `storage: {filesystem: {rootdirectory: ${at('data')}}}`,
      `http: {addr: '127.0.0.1:443', tls: {certificate: ${at('cert.pem')}, key: ${at('key.pem')}}}`,
      `auth: {htpasswd: {realm: ecr, path: ${at('htpasswd')}}}`,
    ];
    writeFileSync(at('config.yml'), `${lines.join('\n')}\n`);
    writeFileSync(
      at('seed.yaml'),
      `callers:\n  AKIANOCONFIG00000000:\n    principal: arn:aws:sts::123456789012:assumed-role/Builder/ada\n    allow: ['sagemaker:List*', 'sagemaker:Describe*', 'sagemaker:*Image', 'sagemaker:*ImageVersion', 'iam:PassRole']\n`,
    );
    const set = `ip link set lo up && mount --bind ${at('hosts')} /etc/hosts && exec sleep infinity`;
    this.#holder = spawn('unshare', ['--net', '--mount', 'sh', '-c', set], { stdio: 'ignore' });
  }

  static async start(): Promise<EcrNamespace> {
    const space = new EcrNamespace();
    await space.#until('the namespace', ['grep', '-q', space.registry, '/etc/hosts']);
    const serve = (...words: string[]) => {
      const [command = '', ...args] = space.#inside(words);
      space.#servers.push(spawn(command, args, { stdio: 'ignore' }));
    };
    serve('docker-registry', 'serve', path.join(space.folder, 'config.yml'));
    serve(path.join(tools, 'bin', 'moto_server'), '-p', String(ports.ecr));
    const seed = ['--seed', path.join(space.folder, 'seed.yaml')];
    serve(process.execPath, program, 'emulate', '--port', String(ports.studio), '--speed', '100000', ...seed);
    for (const url of [
      `https://${space.registry}/v2/`,
      `http://127.0.0.1:${ports.ecr}`,
      `http://127.0.0.1:${ports.studio}`,
    ])
      await space.#until(url, [process.execPath, '-e', `fetch('${url}').catch(() => process.exit(1))`]);
    return space;
  }

  /** Runs the built program as a user of account 123456789012 would. */
  studiolo(words: string[], accessKeyId = 'AKIATEST000000000000') {
    return this.#run([process.execPath, program, 'image', ...words], accessKeyId);
  }

  /** Runs the AWS CLI. */
  aws(...words: string[]) {
    return this.#run([path.join(tools, 'bin', 'aws'), ...words], 'AKIATEST000000000000');
  }

  /** How the registry answers who gives no login. */
  statusWithoutLogin(place: string): string {
    const script = `fetch('https://${this.registry}${place}').then(({ status }) => console.log(status))`;
    return this.#run([process.execPath, '-e', script], '').out.trim();
  }

  async stop(): Promise<void> {
    for (const child of [...this.#servers, this.#holder]) {
      if (child.exitCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    }
    rmSync(this.folder, { recursive: true });
  }

  #inside(words: string[]): string[] {
    const { pid } = this.#holder;
    const spaces = [`--net=/proc/${pid}/ns/net`, `--mount=/proc/${pid}/ns/mnt`, `--root=/proc/${pid}/root`];
    return ['nsenter', ...spaces, ...words];
  }

  #run(words: string[], accessKeyId: string) {
    const [command = '', ...args] = this.#inside(words);
    const { status, stdout, stderr } = spawnSync(command, args, {
      encoding: 'utf8',
      env: {
        ...process.env,
        NODE_EXTRA_CA_CERTS: path.join(this.folder, 'cert.pem'),
        AWS_ENDPOINT_URL_ECR: `http://127.0.0.1:${ports.ecr}`,
        AWS_ENDPOINT_URL_SAGEMAKER: `http://127.0.0.1:${ports.studio}`,
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: 'x',
        AWS_DEFAULT_REGION: 'eu-west-1',
      },
    });
    return { code: status, out: stdout, told: stderr };
  }

  async #until(what: string, words: string[]): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (this.#run(words, 'AKIATEST000000000000').code === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await this.stop();
    throw new Error(`${what} is not there`);
  }
}

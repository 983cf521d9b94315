import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Job } from '../../src/protocol/job';
import type { Repository } from '../../src/protocol/repository';
import { Studio } from '../emulator/studio';
import { GitServer } from '../lifecycle/git-server';
import { spaceMetadata, TestPlace } from './place';
import { inWords, type InWords } from '../protocol/in-words';

/**
 * For each test an agent in a domain that suggests these repositories, with a home whose git finds every https server
 * through a proxy: it leads to one real Git server on this machine.
 */
export class GitStudio {
  readonly server = new GitServer();
  place!: TestPlace;
  private studio!: Studio;
  private proxy!: Server;
  readonly #sockets = new Set<Socket>();

  constructor(private readonly urls: string[]) {
    beforeAll(() => this.start());
    afterAll(() => this.stop());
    beforeEach(() => this.open());
    afterEach(() => this.close());
  }

  readonly configure = (name: string, value: string) => this.git('', 'config', '--global', name, value);

  readonly git = (folder: string, ...words: string[]) =>
    execFileSync('git', ['-C', path.join(this.place.home, folder), ...words], {
      encoding: 'utf8',
      env: this.variables,
      stdio: 'pipe',
    });

  /** What asks the server, which runs in this process. */
  readonly gitAsking = (folder: string, ...words: string[]) =>
    promisify(execFile)('git', ['-C', path.join(this.place.home, folder), ...words], { env: this.variables });

  private get variables() {
    return { PATH: process.env['PATH'], HOME: this.place.home, GIT_CONFIG_NOSYSTEM: '1' };
  }

  readonly act = async (verb: 'clone' | 'fetch' | 'pull', asked: object): Promise<InWords<Job>> =>
    this.place.ended(await this.place.post(`/api/repositories/${verb}`, asked));

  /** How that ended, as the user reads it, whether it began or not. */
  readonly told = async (verb: 'clone' | 'fetch' | 'pull', asked: object): Promise<string> => {
    const answer = await this.place.post(`/api/repositories/${verb}`, asked);
    if (answer.status !== 202) return JSON.stringify(inWords(await answer.json()));
    const { outcome } = await this.place.ended(answer);
    if (outcome.kind === 'failed') return `${outcome.notice.message} ${outcome.notice.remedy ?? ''}`.trim();
    return outcome.kind === 'running' ? '' : outcome.message;
  };

  /** Past the pause between two looks, so that what was done by hand is seen. */
  readonly repository = async (url: string): Promise<InWords<Repository>> => {
    this.place.later(60_000);
    const { repositories } = await this.place.snapshot();
    const found = repositories.state === 'ready' ? repositories.value.find((one) => one.url === url) : undefined;
    if (!found) throw new Error(`${url} is not listed: ${JSON.stringify(repositories)}`);
    return found;
  };

  private async start(): Promise<void> {
    await this.server.start();
    this.proxy = createServer().on('connect', (_, client, head) => {
      const tunnel = connect(this.server.port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        tunnel.write(head);
        client.pipe(tunnel).pipe(client);
      });
      tunnel.on('error', () => client.destroy());
      client.on('error', () => tunnel.destroy());
    });
    this.proxy.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    this.proxy.listen(0, '127.0.0.1');
    await once(this.proxy, 'listening');
  }

  private async stop(): Promise<void> {
    await this.server.stop();
    // A tunnel is no longer the HTTP server's to close.
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.proxy.close(resolve));
  }

  private async open(): Promise<void> {
    this.studio = await Studio.open();
    const endpoint = await this.studio.client.config.endpoint?.();
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SAGEMAKER: `http://${endpoint?.hostname}:${endpoint?.port}`,
      AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
      AWS_SECRET_ACCESS_KEY: 'emulated',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    });
    const domainId = await this.studio.acme({
      DefaultUserSettings: {
        ExecutionRole: 'arn:aws:iam::123456789012:role/studio',
        JupyterLabAppSettings: { CodeRepositories: this.urls.map((RepositoryUrl) => ({ RepositoryUrl })) },
      },
    });
    await this.studio.launch(domainId);
    this.studio.settle();
    // With the AWS CLI on the path.
    const tools = path.resolve(__dirname, '..', '..', '.venv', 'tools', 'bin');
    this.place = new TestPlace({
      metadata: spaceMetadata(domainId, 'lab'),
      variables: {
        PATH: `${tools}:${process.env['PATH']}`,
        AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
        AWS_SECRET_ACCESS_KEY: 'emulated',
        GIT_CONFIG_NOSYSTEM: '1',
      },
    });
    const address = this.proxy.address();
    const port = address !== null && typeof address !== 'string' ? address.port : 0;
    writeFileSync(
      path.join(this.place.home, '.gitconfig'),
      `[user]\nname = ada\nemail = ada@acme.example\n[http]\nproxy = http://127.0.0.1:${port}\nsslVerify = false\n`,
    );
  }

  private async close(): Promise<void> {
    this.place.close();
    await this.studio.close();
  }
}

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { localIdentity } from './local-identity';

/** A Git server on https://127.0.0.1: git's own http-backend, behind a certificate of its own. */
export class GitServer {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'studiolo-git-'));
  readonly #backend = path.join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-http-backend');
  readonly #identity = localIdentity();
  #server: Server | undefined;

  async start(): Promise<this> {
    this.#server = createServer(this.#identity, (asked, answer) => this.#answer(asked, answer)).listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  /** The certificate that a client must trust. */
  readonly certificate = this.#identity.cert;

  /** Whether the repository `private` lets someone in; nobody, unless a test says who. */
  letsIn: (username: string, password: string) => boolean = () => false;

  /** What is waited for before a request that was let in is answered. */
  answersAfter: Promise<void> = Promise.resolve();

  /** Requests that were let in so far. */
  letInCount = 0;

  get port(): number {
    return (this.#server?.address() as AddressInfo).port;
  }

  url(name: string): string {
    return `https://127.0.0.1:${this.port}/team/${name}.git`;
  }

  /** Adds a commit in which `file` has this text; makes the repository and the branch where they are not there. */
  commit(name: string, branch: string, file: string, text: string): void {
    const bare = this.#at(`team/${name}.git`);
    mkdirSync(bare, { recursive: true });
    this.#git(bare, 'init', '--quiet', '--bare', '--initial-branch=main');
    const work = mkdtempSync(this.#at('work-'));
    this.#git(work, 'clone', '--quiet', bare, '.');
    this.#git(work, 'checkout', '--quiet', '-B', branch, ...(this.#has(bare, branch) ? [`origin/${branch}`] : []));
    writeFileSync(path.join(work, file), text);
    this.#git(work, 'add', file);
    this.#git(work, '-c', 'user.name=team', '-c', 'user.email=team@example.com', 'commit', '--quiet', '-m', text);
    this.#git(work, 'push', '--quiet', 'origin', branch);
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    this.#server?.close();
    rmSync(this.#folder, { recursive: true });
  }

  #at(name: string): string {
    return path.join(this.#folder, name);
  }

  #git(folder: string, ...words: string[]): string {
    return execFileSync('git', words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  }

  #has(bare: string, branch: string): boolean {
    return this.#git(bare, 'branch', '--list', branch) !== '';
  }

  /** Whether a request is let in: all are, but for those to the repository `private`. */
  #letsIn(url: URL, authorization = ''): boolean {
    if (!url.pathname.startsWith('/team/private.git')) return true;
    const [, username = '', password = ''] =
      /^([^:]*):(.*)$/.exec(Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString()) ?? [];
    return this.letsIn(username, password);
  }

  /** What CGI (RFC 3875) asks for. CodeCommit's paths lead to the same repositories. */
  async #answer(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const path = (asked.url ?? '/').replace(/^\/v1\/repos\/([^/]+)/, '/team/$1.git');
    const url = new URL(path, 'https://127.0.0.1');
    if (!this.#letsIn(url, asked.headers.authorization)) {
      answer.writeHead(401, { 'WWW-Authenticate': 'Basic realm="git"' }).end();
      return;
    }
    this.letInCount += 1;
    await this.answersAfter;
    const backend = spawn(this.#backend, {
      env: {
        GIT_PROJECT_ROOT: this.#folder,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: asked.method,
        CONTENT_TYPE: asked.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: asked.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(asked.headers['git-protocol'] ?? ''),
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    asked.pipe(backend.stdin);
    const chunks: Buffer[] = [];
    backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    backend.once('close', () => {
      const said = Buffer.concat(chunks);
      const end = said.indexOf('\r\n\r\n');
      const headers = said.subarray(0, end).toString().split('\r\n');
      const pairs = headers.map((line): [string, string] => [line.split(': ')[0] ?? '', line.split(': ')[1] ?? '']);
      const { Status, ...rest } = Object.fromEntries(pairs);
      answer.writeHead(parseInt(Status ?? '200', 10), rest).end(said.subarray(end + 4));
    });
  }
}

import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { cache } from '../images/engine';
import { localIdentity } from './local-identity';

const wheels = path.join(cache, 'wheels');

/**
 * What CodeArtifact answers on https://127.0.0.1: its API in the form of its service model, and a repository `shop` for
 * pip and npm that takes only the token given last. Below /open/, the same without any token: a mirror.
 */
export class PackageServer {
  readonly #identity = localIdentity();
  readonly certificate = this.#identity.cert;
  #server: Server | undefined;
  #tokens = 0;
  /** How long a token is good, in seconds. */
  lifetime = 43_200;
  denied = false;
  /** The requests so far, each as its method and address. */
  readonly requests: string[] = [];

  async start(): Promise<this> {
    this.#server = createServer(this.#identity, (asked, answer) => this.#answer(asked, answer)).listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get url(): string {
    return `https://127.0.0.1:${(this.#server?.address() as AddressInfo).port}`;
  }

  get token(): string {
    return `secret-${this.#tokens}`;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  #answer(asked: IncomingMessage, answer: ServerResponse): void {
    const url = new URL(asked.url ?? '/', this.url);
    this.requests.push(`${asked.method} ${asked.url}`);
    const json = (status: number, body: unknown) =>
      answer.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    if (url.pathname.startsWith('/v1/') && this.denied) {
      answer.setHeader('x-amzn-ErrorType', 'AccessDeniedException');
      return void json(403, { message: 'User is not authorized' });
    }
    if (url.pathname === '/v1/authorization-token') {
      this.#tokens += 1;
      return void json(200, { authorizationToken: this.token, expiration: Date.now() / 1000 + this.lifetime });
    }
    if (url.pathname === '/v1/repository/endpoint') {
      const [format, repository] = [url.searchParams.get('format'), url.searchParams.get('repository')];
      return void json(200, { repositoryEndpoint: `${this.url}/${format}/${repository}/` });
    }
    const [, format, repository, ...rest] = url.pathname.split('/');
    const password = Buffer.from(`aws:${this.token}`).toString('base64');
    const wanted = format === 'pypi' ? `Basic ${password}` : `Bearer ${this.token}`;
    if (repository !== 'open' && (repository !== 'shop' || asked.headers.authorization !== wanted)) {
      return void answer.writeHead(401, { 'WWW-Authenticate': 'Basic realm="packages"' }).end();
    }
    const wheel = readdirSync(wheels).find((name) => name.startsWith('six-')) ?? '';
    const at = `/${format}/${repository}`;
    if (rest.join('/') === 'simple/six/') {
      return void answer
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end(`<a href="${at}/files/${wheel}">${wheel}</a>`);
    }
    if (rest[0] === 'files') return void answer.end(readFileSync(path.join(wheels, wheel)));
    if (format === 'npm' && rest[0] === 'left') {
      const dist = { tarball: `${this.url}${at}/left.tgz`, shasum: '0'.repeat(40) };
      const versions = { '1.2.3': { name: 'left', version: '1.2.3', dist } };
      return void json(200, { name: 'left', 'dist-tags': { latest: '1.2.3' }, versions });
    }
    json(404, {});
  }
}

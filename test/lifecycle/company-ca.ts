import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A certificate authority of a company, a certificate that it gave to 127.0.0.1, and an HTTPS server with that. */
export class CompanyCa {
  readonly #server: Server;
  /** The paths that were asked for, by those who trust it. */
  readonly asked: string[] = [];

  private constructor(
    readonly certificate: string,
    readonly leaf: string,
    key: string,
  ) {
    this.#server = createServer({ key, cert: leaf }, (request, answer) => {
      this.asked.push(request.url ?? '');
      answer.writeHead(404, { 'Content-Type': 'text/plain', Connection: 'close' }).end();
    });
  }

  static async start(name: string): Promise<CompanyCa> {
    const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-ca-'));
    const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'ignore' });
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '300'];
    const leaf = ['-addext', 'subjectAltName=IP:127.0.0.1', '-addext', 'basicConstraints=critical,CA:FALSE'];
    try {
      openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', `/O=Acme/CN=${name}`);
      const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-out', 'leaf.pem', '-subj', '/CN=127.0.0.1'];
      openssl('req', '-x509', ...key, '-keyout', 'leaf.key', ...signed, ...leaf);
      const [ca = '', server = '', secret = ''] = ['ca.pem', 'leaf.pem', 'leaf.key'].map((file) =>
        readFileSync(path.join(folder, file), 'utf8'),
      );
      const made = new CompanyCa(ca, server, secret);
      made.#server.listen(0, '127.0.0.1');
      await once(made.#server, 'listening');
      return made;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  get url(): string {
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Answer {
  status: number;
  text: string;
  type: string;
}

/**
 * Stands before moto's EC2 and EFS: refuses one operation as AWS does, or changes an answer where moto does not have what
 * AWS does, such as local zones.
 */
export class Ec2Door {
  #server: Server | undefined;
  /** The one operation that is refused. */
  refused = '';
  /** What is answered without asking moto, by operation and request; nothing where moto is to be asked. */
  instead: (operation: string, request: URLSearchParams) => string | undefined = () => undefined;
  /** What becomes of an operation's answer. */
  alter: (operation: string, text: string) => string = (_, text) => text;

  constructor(readonly moto: () => string) {}

  async open(): Promise<string> {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.#answer(request, Buffer.concat(chunks)).then(
          ({ status, type, text }) => response.writeHead(status, { 'content-type': type }).end(text),
          // As moto does where it cannot answer.
          () => response.destroy(),
        );
      });
    }).listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  async #answer(request: IncomingMessage, body: Buffer): Promise<Answer> {
    const path = request.url ?? '/';
    const operation =
      /^Action=(\w+)/m.exec(body.toString())?.[1] ??
      /[?&]Action=(\w+)/.exec(body.toString())?.[1] ??
      efsOperation(path);
    if (operation === this.refused) return refusal(operation, path.startsWith('/2015-02-01'));
    const text = this.instead(operation, new URLSearchParams(body.toString()));
    if (text !== undefined) return { status: 200, type: 'text/xml', text };
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) {
      if (!['host', 'connection', 'content-length', 'expect'].includes(name)) headers.set(name, String(value));
    }
    const answer = await this.ask(path, request.method ?? 'GET', headers, body);
    return { ...answer, text: this.alter(operation, answer.text) };
  }

  /** Moto's own answer. */
  async ask(path: string, method: string, headers: Headers, body: Buffer): Promise<Answer> {
    const answer = await fetch(`${this.moto()}${path}`, {
      method,
      headers,
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
  }
}

function refusal(operation: string, json: boolean): Answer {
  const message = `You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/reader is not authorized to perform: ${operation}`;
  if (json) {
    return {
      status: 403,
      type: 'application/json',
      text: JSON.stringify({ __type: 'AccessDeniedException', message }),
    };
  }
  const text = `<?xml version="1.0"?><Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>${message}</Message></Error></Errors><RequestID>r-1</RequestID></Response>`;
  return { status: 403, type: 'text/xml', text };
}

function efsOperation(path: string): string {
  if (/\/mount-targets\/[^/?]+\/security-groups/.test(path)) return 'DescribeMountTargetSecurityGroups';
  if (path.includes('/mount-targets')) return 'DescribeMountTargets';
  return path.includes('/file-systems') ? 'DescribeFileSystems' : '';
}

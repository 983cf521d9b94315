import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/**
 * What happens to a call instead of its answer: refused, asked too often, an error of AWS's own, the connection cut before or
 * after it was done, or no answer at all.
 */
export type Fault = 'denied' | 'throttled' | 'internal' | 'cut' | 'cut-after' | 'hang';
export const allFaults: readonly Fault[] = ['denied', 'throttled', 'internal', 'cut', 'cut-after', 'hang'];

type OnCall = (operation: string, body: string) => Fault | undefined | void | Promise<Fault | undefined | void>;

/** A service of AWS behind a proxy that breaks calls: the rest are the service's own. */
export class FaultyService {
  readonly calls: string[] = [];
  /** Decides what happens to each call; may do something of its own meanwhile. */
  onCall: OnCall = () => undefined;
  readonly #server: Server;
  readonly #held = new Set<Socket>();

  constructor(
    private readonly target: () => string,
    private readonly service: 'sagemaker' | 's3' | 'registry' | 'beside' | 'query',
  ) {
    this.#server = createServer((question, answer) => void this.#serve(question, answer).catch(() => answer.destroy()));
  }

  async start(): Promise<void> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#held) socket.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(question: IncomingMessage, answer: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of question) parts.push(part);
    const body = Buffer.concat(parts);
    const operation = {
      beside: (asked: IncomingMessage) => besideOperation(asked, body.toString('latin1')),
      s3: s3Operation,
      registry: registryOperation,
      query: (asked: IncomingMessage) => queryOperation(asked, body.toString('latin1')),
      sagemaker: ({ headers }: IncomingMessage) => String(headers['x-amz-target']).split('.')[1] ?? '',
    }[this.service](question);
    this.calls.push(operation);
    const fault = await this.onCall(operation, body.toString('latin1'));
    if (fault === 'cut') question.socket.destroy();
    else if (fault === 'hang') this.#held.add(question.socket);
    else if (fault === 'denied' || fault === 'throttled' || fault === 'internal')
      this.#refuse(fault, operation, question, answer);
    else {
      const [status, headers, content] = await this.#forward(question, body);
      if (fault === 'cut-after') question.socket.destroy();
      else answer.writeHead(status, headers).end(content);
    }
  }

  #refuse(
    fault: 'denied' | 'throttled' | 'internal',
    operation: string,
    question: IncomingMessage,
    answer: ServerResponse,
  ) {
    const [status, code, text] = {
      denied: [
        this.service === 's3' ? 403 : 400,
        'AccessDenied',
        `not authorized to perform: ${this.service}:${operation}`,
      ],
      throttled: [this.service === 's3' ? 503 : 400, 'Throttling', 'Rate exceeded'],
      internal: [500, 'Internal', 'We encountered an internal error'],
    }[fault] as [number, string, string];
    if (this.service === 'registry') {
      const refusal = { denied: 403, throttled: 429, internal: 500 }[fault];
      const errors = [{ code: code.toUpperCase(), message: text }];
      answer.writeHead(refusal).end(question.method === 'HEAD' ? '' : JSON.stringify({ errors }));
    } else if (this.service === 's3') {
      const name = code === 'Throttling' ? 'SlowDown' : code === 'Internal' ? 'InternalError' : code;
      const xml = `<Error><Code>${name}</Code><Message>${text}</Message></Error>`;
      answer.writeHead(status, { 'content-type': 'application/xml' }).end(question.method === 'HEAD' ? '' : xml);
    } else {
      const name = code === 'Internal' ? 'InternalFailure' : `${code}Exception`;
      answer.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      answer.end(JSON.stringify({ __type: name, Message: text }));
    }
  }

  #forward(question: IncomingMessage, body: Buffer): Promise<[number, IncomingMessage['headers'], Buffer]> {
    return new Promise((resolve, reject) => {
      const { host } = new URL(this.target());
      const onward = request(
        `${this.target()}${question.url}`,
        // A registry names itself by the host that it was asked as.
        {
          method: question.method,
          headers: { ...question.headers, ...(this.service !== 'registry' && { host }) },
        },
        async (reply) => {
          const parts: Buffer[] = [];
          for await (const part of reply) parts.push(part);
          resolve([reply.statusCode ?? 500, reply.headers, Buffer.concat(parts)]);
        },
      );
      onward.on('error', reject);
      onward.end(body);
    });
  }
}

/** `HEAD blobs`, `POST uploads`, `PUT manifests`. */
const registryOperation = ({ method, url = '' }: IncomingMessage) =>
  `${method} ${/\/(manifests|uploads|blobs|tags)\//.exec(url.replace('blobs/uploads', 'uploads'))?.[1] ?? url}`;

function s3Operation({ method, url = '' }: IncomingMessage): string {
  if (method === 'GET') return url.includes('list-type') ? 'ListObjectsV2' : 'GetObject';
  return { HEAD: 'HeadObject', PUT: 'PutObject', DELETE: 'DeleteObject' }[method ?? ''] ?? `${method}`;
}

/** EC2's and EFS's, and those whose target stands at the head. */
function besideOperation({ method, url = '', headers }: IncomingMessage, body: string): string {
  const named = /(?:^|&)Action=(\w+)/.exec(body)?.[1] ?? String(headers['x-amz-target'] ?? '').split('.')[1];
  const of = /\/(file-systems|mount-targets|resource-tags)/.exec(url)?.[1] ?? url;
  const rest: Record<string, string> = {
    'GET file-systems': 'DescribeFileSystems',
    'DELETE file-systems': 'DeleteFileSystem',
    'GET mount-targets': 'DescribeMountTargets',
    'DELETE mount-targets': 'DeleteMountTarget',
    'POST resource-tags': 'TagResource',
  };
  return named ?? rest[`${method} ${of}`] ?? `${method} ${of}`;
}

/** `iam:CreatePolicy`, `organizations:ListRoots`: IAM's are in the body, those of Organizations at the head. */
function queryOperation({ headers }: IncomingMessage, body: string): string {
  const target = /^AWSOrganizations\w+\.(\w+)$/.exec(String(headers['x-amz-target']))?.[1];
  return target === undefined ? `iam:${/(?:^|&)Action=(\w+)/.exec(body)?.[1] ?? ''}` : `organizations:${target}`;
}

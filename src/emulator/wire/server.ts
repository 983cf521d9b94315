import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Emulator } from '../emulator';
import { ServiceError, unknownOperation } from '../errors';
import type { Chaos } from '../faults/chaos';
import { parseBody, readBody } from './body';
import { callerOf } from './authorization';
import { isSignIn, signIn } from './sign-in';

export interface ServerParts {
  emulator: Emulator;
  accountId: string;
  chaos?: Chaos | undefined;
  /** Takes a bug of ours: what went wrong while a call was answered. */
  report: (error: unknown) => void;
}

const CONTENT_TYPE = 'application/x-amz-json-1.1';
const TARGET = /^SageMaker\.(\w+)$/;

/** A client that has not sent its whole request by then is gone or means harm. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const MOST_CONNECTIONS = 4096;

/** AWS JSON 1.1 over HTTP, as SageMaker speaks it (fact sheet, section 1). */
export function createWire(parts: ServerParts): Server {
  const server = createServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: 1000 },
    (request, response) => {
      void answer(parts, request, response);
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  server.on('clientError', refuse);
  return server;
}

/** Listens; resolves with the port that was given. Rejects when the address cannot be had. */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  return address.port;
}

async function answer(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('x-amzn-RequestId', randomUUID());
  if (isSignIn(request)) return signIn(parts.emulator, request, response);
  const operation = TARGET.exec(String(request.headers['x-amz-target']))?.[1];
  const fault = operation === undefined ? undefined : parts.chaos?.next(operation);
  try {
    const text = await readBody(request);
    if (fault?.delay) await new Promise((resolve) => setTimeout(resolve, fault.delay));
    if (request.method !== 'POST' || operation === undefined) throw unknownOperation();
    const caller = callerOf(request.headers, parts.accountId);
    if (fault?.error) throw fault.error;
    const output = parts.emulator.call(operation, parseBody(text), caller);
    await parts.emulator.durable();
    send(response, 200, output === undefined ? '' : JSON.stringify(output), fault?.cut);
  } catch (error) {
    if (response.destroyed) return;
    if (!(error instanceof ServiceError)) parts.report(error);
    const told = error instanceof ServiceError ? error : new ServiceError('InternalFailure', '', 500);
    // What is left of a request that was refused half-way is not waited for.
    if (!request.complete) response.setHeader('connection', 'close');
    send(response, told.status, errorBody(told), fault?.cut);
  }
}

const errorBody = ({ code, message }: ServiceError) =>
  JSON.stringify(message === '' ? { __type: code } : { __type: code, Message: message });

function send(response: ServerResponse, status: number, body: string, cut = false): void {
  response.writeHead(status, { 'content-type': CONTENT_TYPE, 'content-length': Buffer.byteLength(body) });
  if (!cut) return void response.end(body);
  response.write(body.slice(0, Math.floor(body.length / 2)), () => response.destroy());
  if (body.length < 2) response.destroy();
}

/** What is no HTTP, or comes too slowly: an answer of AWS's form, and the end of the connection. */
function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const [status, code] =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? ['408 Request Timeout', 'RequestTimeoutException']
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? ['431 Request Header Fields Too Large', 'RequestHeaderSectionTooLargeException']
        : ['400 Bad Request', 'MalformedHttpRequestException'];
  const body = JSON.stringify({ __type: code });
  socket.end(
    `HTTP/1.1 ${status}\r\nx-amzn-RequestId: ${randomUUID()}\r\ncontent-type: ${CONTENT_TYPE}\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
  );
}

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, type WireParts } from './answer';
import { BodyReader } from './body';
import { rawAnswer, refuse } from './raw-answer';

/** More connections than that at one moment are told so and closed. */
export const MOST_CONNECTIONS = 4096;

/** What is borne of clients; times in milliseconds, 0 for none. */
export interface WireLimits {
  mostConnections: number;
  /** A client that has not sent its whole request by then is gone or means harm. */
  headers: number;
  request: number;
  /** One that neither sends nor takes anything for so long, too; longer than any answer takes. */
  idle: number;
}

const usual: WireLimits = { mostConnections: MOST_CONNECTIONS, headers: 10_000, request: 30_000, idle: 120_000 };

/** AWS JSON 1.1 over HTTP, as SageMaker speaks it (fact sheet, section 1). */
export function createWire(parts: WireParts, limits: WireLimits = usual): Server {
  const bodies = new BodyReader();
  const server = createServer(
    { headersTimeout: limits.headers, requestTimeout: limits.request, connectionsCheckingInterval: 1000 },
    (request, response) => {
      // A connection that was refused has no answer to be written to.
      if (!request.socket.writableEnded) void answer(parts, bodies, request, response);
    },
  );
  server.timeout = limits.idle;
  // Between two requests the same limit holds: a timer of its own for each answer is a tenth of the processor's time.
  server.keepAliveTimeout = 0;
  server.on('clientError', refuse);
  let open = 0;
  server.on('connection', (socket) => {
    open += 1;
    socket.once('close', () => (open -= 1));
    if (open > limits.mostConnections) rawAnswer(socket, '503 Service Unavailable', 'ServiceUnavailable');
  });
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

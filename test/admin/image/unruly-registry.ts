import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on a loopback address, with what it was asked, and with which credentials. */
export interface UnrulyRegistry {
  /** `127.0.0.1:<port>` */
  address: string;
  asked: { method: string; path: string; authorization: string | undefined; range: string | undefined }[];
  stop(): Promise<void>;
}

/** Starts a server that answers as a test says. */
export async function startUnruly(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  host = '127.0.0.1',
): Promise<UnrulyRegistry> {
  const asked: UnrulyRegistry['asked'] = [];
  const server = createServer((request, response) => {
    const { authorization, range } = request.headers;
    asked.push({ method: request.method ?? '', path: request.url ?? '', authorization, range });
    request.resume();
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `${host}:${port}`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

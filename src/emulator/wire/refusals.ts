import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Emulator } from '../emulator';

/** `GET /refusals`: what policies have refused, newest first, and why. */
export const isRefusals = ({ method, url }: IncomingMessage) => method === 'GET' && url === '/refusals';

/** Tells the latest refusals, each with AWS's sentence, the request's condition keys and what each statement said. */
export function tellRefusals({ refusals }: Emulator, response: ServerResponse): void {
  const told = refusals.map(({ at, accessKeyId, message, request, statements }) => ({
    at: new Date(at).toISOString(),
    accessKeyId,
    message,
    action: request.action,
    resource: request.resource,
    keys: request.context,
    statements,
  }));
  response.writeHead(200, { 'content-type': 'application/json' }).end(`${JSON.stringify(told, undefined, 2)}\n`);
}

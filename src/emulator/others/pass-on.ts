import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as askByTls } from 'node:https';
import { pipeline } from 'node:stream';
import { urlToHttpOptions } from 'node:url';
import { ServiceError } from '../errors';
import { bucketOfHost } from './s3';

/** What concerns one connection, and not the request that is on it [RFC 9110, 7.6.1]. */
const OF_ONE_CONNECTION = new Set([
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer'],
  ...['transfer-encoding', 'upgrade', 'expect', 'host'],
]);

/** How long the other server may be silent, in milliseconds. */
const PATIENCE = 120_000;

/**
 * Sends a request on as it is and answers what the other server answers; rejects with 502
 * ServiceUnavailable when nothing answers there, or not in time. The body is given where it has been read already.
 * `first` is done before the answer goes out: what it tells can be asked for by whoever has the answer.
 */
export function passOn(
  to: URL,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer | undefined,
  first: (status: number) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      sent.destroy();
      if (response.headersSent || response.destroyed) {
        // Half an answer cannot be taken back: the client sees that it ends too soon.
        response.destroy();
        return resolve();
      }
      reject(unreachable(to, error));
    };
    const bucket = bucketOfHost(request);
    // As it came, and to no other server, whatever stands in it: `//elsewhere/` is a path here, and no address.
    const path = `${to.pathname.replace(/\/$/, '')}${bucket === undefined ? '' : `/${bucket}`}${request.url ?? '/'}`;
    const headers = withoutConnection(request);
    if (body) headers['content-length'] = String(body.length);
    const options = { ...urlToHttpOptions(to), path, method: request.method, headers, timeout: PATIENCE };
    const sent = (to.protocol === 'https:' ? askByTls : ask)(options, (answered) => {
      const status = answered.statusCode ?? 502;
      first(status).then(() => {
        response.writeHead(status, withoutConnection(answered));
        pipeline(answered, response, (error) => (error ? fail(error) : resolve()));
      }, fail);
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer in ${PATIENCE / 1000} s`)));
    sent.on('error', fail);
    response.on('close', () => response.writableFinished || sent.destroy());
    if (body) sent.end(body);
    else pipeline(request, sent, (error) => error && fail(error));
  });
}

function withoutConnection({ headers }: IncomingMessage): Record<string, string | string[]> {
  const named = String(headers.connection ?? '')
    .toLowerCase()
    .split(/\s*,\s*/);
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !OF_ONE_CONNECTION.has(name) && !named.includes(name)) kept[name] = value;
  }
  return kept;
}

const unreachable = (to: URL, { code, message }: NodeJS.ErrnoException) =>
  new ServiceError(
    'ServiceUnavailable',
    `The emulator does not serve this, and passes it on to ${to.origin} (--others), which does not answer: ${message || code}`,
    502,
  );

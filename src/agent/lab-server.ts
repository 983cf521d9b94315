import { request as httpRequest } from 'node:http';
import type * as z from 'zod/mini';
import type { JupyterServer } from './configuration';
import { jsonText } from '../protocol/json-text';
import { NoticeError } from './notices';
import { misfit, whyOf } from './why';
import { say, type Message } from '../protocol/message';

/** The REST API of the Jupyter server that started the agent. */
export interface LabServer {
  /**
   * GET of a path below the base URL, checked by `schema`. With `no_track_activity`, so that our asking does not count
   * as the user's doing. Rejects with a notice; `undefined` where the server has no such resource.
   */
  get<T extends z.core.$ZodType>(path: string, schema: T): Promise<z.infer<T> | undefined>;
}

const patience = 5_000;
const wholePatience = 10_000;
/** Characters of an answer: a session is some hundred. */
const largest = 8 * 1024 * 1024;

/** Where no Jupyter server runs there is nothing that it has. */
const none: LabServer = { get: () => Promise.resolve(undefined) };
export { none as noLabServer };

export function labServer(server: JupyterServer): LabServer {
  const base = server.socket === undefined ? server.url : 'http://localhost/';
  if (base === undefined) return none;
  return {
    async get(path, schema) {
      const url = new URL(path, base.endsWith('/') ? base : `${base}/`);
      url.searchParams.set('no_track_activity', '1');
      const { status, body } = await fetchText(url, server);
      if (status === 404) return undefined;
      if (status !== 200) throw silent(path, say('answered-status', { status }));
      const parsed = jsonText(schema).safeParse(body);
      if (!parsed.success) throw silent(path, say('answered-misfit', { why: misfit(parsed.error) }));
      return parsed.data;
    },
  };
}

async function fetchText(url: URL, { socket, token }: JupyterServer): Promise<{ status: number; body: string }> {
  // Loaded where it is needed: a look is started once a minute, and through the door's socket it asks without TLS.
  const ask = url.protocol === 'https:' ? (await import('node:https')).request : httpRequest;
  const headers = { accept: 'application/json', ...(token && { authorization: `token ${token}` }) };
  return new Promise((resolve, reject) => {
    // The server is our own parent on this machine: its certificate, where it has one, is often for another name.
    const own = url.protocol === 'https:' ? { rejectUnauthorized: false } : {};
    const request = ask(url, {
      headers,
      timeout: patience,
      ...own,
      ...(socket !== undefined && { socketPath: socket }),
    });
    request.on('timeout', () =>
      request.destroy(silent(url.pathname, say('not-answered-within', { seconds: patience / 1000 }))),
    );
    request.on('error', (error) =>
      reject(error instanceof NoticeError ? error : silent(url.pathname, say('not-answered', { why: whyOf(error) }))),
    );
    // The wait above is for a sign of life: an answer that drips, or never ends, is ended here.
    const giveUp = (what: Message) => {
      reject(silent(url.pathname, what));
      request.destroy();
    };
    const whole = setTimeout(() => giveUp(say('not-whole-within', { seconds: wholePatience / 1000 })), wholePatience);
    request.on('close', () => clearTimeout(whole));
    request.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
        if (body.length > largest) giveUp(say('answered-too-much', { size: largest / 1024 / 1024 }));
      });
      response.on('error', (error) => reject(silent(url.pathname, say('broke-off', { why: whyOf(error) }))));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    request.end();
  });
}

const silent = (path: string, what: Message) =>
  new NoticeError({
    code: 'unreachable',
    message: say('lab-silent', { what, path }),
    remedy: say('asked-again'),
  });

import { request as httpRequest } from 'node:http';
import type * as z from 'zod/mini';
import type { JupyterServer } from './configuration';
import { jsonText } from '../protocol/json-text';
import { Told } from './notices';
import { misfit, whyOf } from './why';

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
      if (status !== 200) throw silent(path, `answered with status ${status}`);
      const parsed = jsonText(schema).safeParse(body);
      if (!parsed.success) throw silent(path, `answered what is not understood: ${misfit(parsed.error)}`);
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
    request.on('timeout', () => request.destroy(silent(url.pathname, `did not answer within ${patience / 1000} s`)));
    request.on('error', (error) =>
      reject(error instanceof Told ? error : silent(url.pathname, `did not answer: ${whyOf(error)}`)),
    );
    // The wait above is for a sign of life: an answer that drips, or never ends, is ended here.
    const giveUp = (what: string) => {
      reject(silent(url.pathname, what));
      request.destroy();
    };
    const whole = setTimeout(() => giveUp(`gave no whole answer within ${wholePatience / 1000} s`), wholePatience);
    request.on('close', () => clearTimeout(whole));
    request.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
        if (body.length > largest) giveUp(`answered more than ${largest / 1024 / 1024} Mi characters`);
      });
      response.on('error', (error) => reject(silent(url.pathname, `broke off: ${whyOf(error)}`)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    request.end();
  });
}

const silent = (path: string, what: string) =>
  new Told({
    code: 'unreachable',
    message: `The Jupyter server ${what} (${path}).`,
    remedy: 'It is asked again with the next refresh.',
  });

import { request } from 'node:http';
import * as z from 'zod/mini';
import { Failure } from '../../protocol/failure';
import { CommandError } from '../host';
import { noticeLine } from './text/notices';

/** One agent, asked as `src/protocol/README.md` lists it. A failed answer is a CommandError in the agent's own words. */
export interface AgentClient {
  get<T extends z.core.$ZodType>(path: string, schema: T): Promise<z.infer<T>>;
  post<T extends z.core.$ZodType>(path: string, body: unknown, schema: T): Promise<z.infer<T>>;
}

/** As long as the door waits for an answer. */
const patience = 30_000;

export function agentClient(socket: string): AgentClient {
  const ask = async <T extends z.core.$ZodType>(method: string, path: string, body: string | undefined, schema: T) => {
    const answer = await send(socket, method, `/${path}`, body);
    const value: unknown = json(answer.text);
    if (answer.status >= 200 && answer.status < 300) {
      const parsed = z.safeParse(schema, value);
      if (parsed.success) return parsed.data;
      throw new CommandError(
        `the agent's answer to ${method} ${path} is not understood: it may be of another version; restart the server`,
      );
    }
    const failed = Failure.safeParse(value);
    throw new CommandError(failed.success ? told(failed.data) : `the agent answered with status ${answer.status}`);
  };
  return {
    get: (path, schema) => ask('GET', path, undefined, schema),
    post: (path, body, schema) => ask('POST', path, JSON.stringify(body), schema),
  };
}

const told = ({ failure: { notice } }: Failure) => noticeLine(notice);

function send(socketPath: string, method: string, path: string, body: string | undefined) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const asked = request(
      { socketPath, method, path, timeout: patience, headers: { 'content-type': 'application/json' } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (text += part));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    asked.on('timeout', () => asked.destroy(new Error(`it did not answer within ${patience / 1000} s`)));
    asked.on('error', (error) => reject(new CommandError(`the agent does not answer: ${error.message}`)));
    asked.end(body);
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

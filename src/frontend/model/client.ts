import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import * as z from 'zod/mini';
import { Failure } from '../../protocol/failure';
import { say } from '../../protocol/message';
import type { Notice } from '../../protocol/notice';

/** A request that was answered with a failure, or not at all: what to tell the user. */
export class ClientError extends Error {
  constructor(
    readonly notice: Notice,
    readonly code?: Failure['failure']['code'],
  ) {
    super(notice.message.code);
  }
}

export type Send = (url: string, init: RequestInit) => Promise<Response>;

/** Asks the agent through the Jupyter server. Whatever the server does or does not answer, it rejects with a ClientError. */
export class Client {
  constructor(
    private readonly send: Send,
    private readonly baseUrl: string,
  ) {}

  get<T extends z.core.$ZodType>(path: string, schema: T): Promise<z.infer<T>> {
    return this.#ask(path, { method: 'GET' }, schema);
  }

  post<T extends z.core.$ZodType>(path: string, body: unknown, schema: T): Promise<z.infer<T>> {
    return this.#ask(path, { method: 'POST', body: JSON.stringify(body) }, schema);
  }

  async #ask<T extends z.core.$ZodType>(path: string, init: RequestInit, schema: T): Promise<z.infer<T>> {
    const url = URLExt.join(this.baseUrl, 'studiolo', path);
    const response = await this.send(url, init).catch((error: unknown) => {
      if (!(error instanceof ServerConnection.NetworkError)) throw error;
      throw new ClientError({
        code: 'unreachable',
        message: say('server-unreachable'),
        remedy: say('server-start-app'),
      });
    });
    const value: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw this.#failed(response.status, value);
    const answer = z.safeParse(schema, value);
    if (!answer.success) throw this.#misunderstood();
    return answer.data;
  }

  #failed(status: number, value: unknown): ClientError {
    const failure = Failure.safeParse(value);
    if (failure.success) return new ClientError(failure.data.failure.notice, failure.data.failure.code);
    if (status === 404) {
      return new ClientError({
        code: 'not-found',
        message: say('extension-missing'),
        remedy: say('extension-enable'),
      });
    }
    if (status === 401 || status === 403) {
      return new ClientError({
        code: 'failed',
        message: say('page-refused', { status }),
        remedy: say('page-log-in'),
      });
    }
    return new ClientError({ code: 'failed', message: say('server-status', { status }) });
  }

  #misunderstood(): ClientError {
    return new ClientError({
      code: 'failed',
      message: say('other-version'),
      remedy: say('page-reload'),
    });
  }
}

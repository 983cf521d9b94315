import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as z from 'zod/mini';
import { Failure } from '../../protocol/failure';
import type { Notice } from '../../protocol/notice';

/** A request that was answered with a failure, or not at all: what to tell the user. */
export class ClientError extends Error {
  constructor(
    readonly notice: Notice,
    readonly code?: Failure['failure']['code'],
  ) {
    super(notice.message);
  }
}

export type Send = (url: string, init: RequestInit) => Promise<Response>;

/** Asks the agent through the Jupyter server. Whatever the server does or does not answer, it rejects with a ClientError. */
export class Client {
  constructor(
    private readonly send: Send,
    private readonly baseUrl: string,
    private readonly trans: TranslationBundle,
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
        message: this.trans.__('The Jupyter server does not answer.'),
        remedy: this.trans.__('If the app has stopped, start it again from Studio.'),
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
    const { trans } = this;
    if (status === 404) {
      return new ClientError({
        code: 'not-found',
        message: trans.__('The studiolo server extension is not loaded.'),
        remedy: trans.__('Run jupyter server extension enable studiolo and restart the server.'),
      });
    }
    if (status === 401 || status === 403) {
      return new ClientError({
        code: 'failed',
        message: trans.__('The Jupyter server refused this page (HTTP %1).', status),
        remedy: trans.__('Reload the page to log in again.'),
      });
    }
    return new ClientError({ code: 'failed', message: trans.__('The Jupyter server answered HTTP %1.', status) });
  }

  #misunderstood(): ClientError {
    return new ClientError({
      code: 'failed',
      message: this.trans.__('This page and the server run different versions of studiolo.'),
      remedy: this.trans.__('Reload the page.'),
    });
  }
}

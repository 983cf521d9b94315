import { ServerConnection } from '@jupyterlab/services';
import type { Snapshot } from '../../src/protocol/snapshot';
import { snapshot } from './values';
import { quoted } from '../protocol/in-words';

type Answer = { status: number; body: unknown } | 'no network';

/** The network's far end: answers what a test says, and keeps what was asked. Everything before it is the real thing. */
export class FarEnd {
  readonly asked: { method: string; path: string; body: unknown }[] = [];
  /** By method and path, e.g. `GET snapshot`; may be changed at any time. */
  readonly answers = new Map<string, Answer | (() => Promise<Answer>)>([
    ['GET snapshot', { status: 200, body: snapshot() }],
    ['GET environments/program', { status: 200, body: { program: 'mamba', path: '/opt/conda/bin/mamba' } }],
  ]);

  show(value: Snapshot): void {
    this.answers.set('GET snapshot', { status: 200, body: value });
  }

  fail(what: string, status: number, code: string, message: string): void {
    this.answers.set(what, {
      status,
      body: { failure: { code, notice: { code: 'failed', message: quoted(message) } } },
    });
  }

  /** How often a path was asked for, whatever its query. */
  count(what: string): number {
    return this.asked.filter(({ method, path }) => `${method} ${path.split('?')[0]}` === what).length;
  }

  readonly send = async (url: string, init: RequestInit): Promise<Response> => {
    const path = url.replace(/^.*\/studiolo\/api\//, '').replace(/[?&]\d+$/, '');
    const method = init.method ?? 'GET';
    this.asked.push({ method, path, body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined });
    const found = this.answers.get(`${method} ${path.split('?')[0]}`) ?? {
      status: 404,
      body: { message: 'Not Found' },
    };
    const answer = typeof found === 'function' ? await found() : found;
    if (answer === 'no network') throw new ServerConnection.NetworkError(new TypeError('Failed to fetch'));
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    const { status } = answer;
    // All of a Response that is read here; jsdom has none.
    return { ok: status < 300, status, text: async () => text, json: async () => JSON.parse(text) } as Response;
  };
}

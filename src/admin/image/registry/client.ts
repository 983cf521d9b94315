import { z } from 'zod';
import { Unreachable } from '../unreadable';
import { type Answer, Interrupted, send, type WireRequest } from './answer';
import { defaultTimes, type Times } from './times';

/** `Authorization` for a registry, e.g. `Basic …`; nothing for one that anybody may read. */
export type RegistryCredentials = (registry: string) => Promise<string | undefined>;

export interface RegistryRequest {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Record<string, string>;
  /** A stream is made anew where it must be sent again; only whoever asks can tell whether more must be done for that. */
  body?: WireRequest['body'];
  /** Which rights to ask a token server for. */
  access?: 'pull' | 'pull,push';
}

const Token = z.object({ token: z.string().optional(), access_token: z.string().optional() });
const tokenBytes = 256 * 1024;
const redirectsFollowed = 5;

/** A registry gave no answer: nothing is known of what was asked for. */
export class Unanswered extends Unreachable {
  constructor(
    source: string,
    message: string,
    remedy: string,
    /** Milliseconds that nothing came. */
    readonly silence = 0,
  ) {
    super(source, message, remedy);
  }
}

/**
 * One repository of a registry that speaks the OCI distribution API. HTTPS, but for a registry on this machine; basic
 * and bearer authentication, as the registry challenges for. Credentials go to the registry itself and, over TLS, to the
 * token server that it names; never where it redirects to.
 */
export class RegistryRepository {
  #authorization: string | undefined;

  constructor(
    readonly registry: string,
    readonly repository: string,
    readonly credentials: RegistryCredentials,
    readonly times: Times = defaultTimes,
  ) {}

  /** The address of a path below `/v2/<repository>/`, or of one that the registry gave. */
  url(path: string): string {
    return new URL(path, `${this.#plain ? 'http' : 'https'}://${this.registry}/v2/${this.repository}/`).href;
  }

  /** An address that the registry gave in its answer for a path. Throws an `Unreachable`. */
  address(location: string, path: string): string {
    return addressOf(location, this.url(path));
  }

  /**
   * Asks, authenticating when challenged, and again where a registry has too much to do or does not answer, but not with
   * a stream. Resolves with any answer but 401; rejects with `Unreachable`.
   */
  async ask(path: string, request: RegistryRequest = {}): Promise<Answer> {
    const url = this.url(path);
    const { times } = this;
    const tries = typeof request.body === 'function' ? 1 : times.tries;
    let silence = 0;
    for (let failures = 1; ; failures += 1) {
      if (times.ending?.aborted) throw new Unanswered(url, 'it was interrupted', 'run the command again');
      let pause = times.pause(failures);
      try {
        const answer = await this.#authorized(url, request);
        if (failures >= tries || !isBusy(answer.status)) return answer;
        pause = Math.max(pause, retryAfter(answer));
        answer.discard();
      } catch (error) {
        if (!(error instanceof Interrupted)) throw error;
        silence += error.silence;
        if (times.ending?.aborted) continue;
        if (failures >= tries || silence >= (times.silence ?? Infinity)) {
          const message = `the registry did not answer: ${error.message}`;
          throw new Unanswered(url, message, 'check the address and the network', silence);
        }
      }
      await times.sleep(pause, times.ending);
    }
  }

  async #authorized(url: string, request: RegistryRequest): Promise<Answer> {
    const access = request.access ?? 'pull';
    // A stream is sent once: whether it is welcome is asked before.
    if (this.#authorization === undefined && typeof request.body === 'function')
      (await this.ask('tags/list', { access })).discard();
    const answer = await this.#follow(url, request);
    if (answer.status !== 401 || !this.#own(url)) return answer;
    answer.discard();
    this.#authorization = await this.#authenticate(answer.headers.get('www-authenticate') ?? '', access);
    const second = await this.#follow(url, request);
    if (second.status === 401) {
      second.discard();
      throw new Unreachable(url, 'the registry refuses these credentials', 'log in to it again');
    }
    return second;
  }

  /** Follows redirects of what only reads, e.g. to the store that a registry keeps its blobs in. */
  async #follow(url: string, { method = 'GET', headers, body }: RegistryRequest): Promise<Answer> {
    let place = url;
    for (let redirects = 0; redirects <= redirectsFollowed; redirects += 1) {
      this.#requireTransport(place);
      const authorization = this.#own(place) ? this.#authorization : undefined;
      const answer = await send(
        place,
        { method, headers: { ...headers, ...(authorization && { authorization }) }, body },
        this.times,
      );
      const location = answer.headers.get('location');
      if (answer.status < 300 || answer.status >= 400 || location === null || !/^(GET|HEAD)$/.test(method))
        return answer;
      answer.discard();
      place = addressOf(location, place);
    }
    throw new Unreachable(url, `it redirects more than ${redirectsFollowed} times`, 'check the address');
  }

  get #plain(): boolean {
    return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(this.registry);
  }

  #own(url: string): boolean {
    return new URL(url).origin === new URL(this.url('.')).origin;
  }

  /** Nothing is asked in the clear, but of a registry on this machine, which may name others there. */
  #requireTransport(url: string): void {
    const { protocol, hostname } = new URL(url);
    if (protocol === 'https:') return;
    if (protocol === 'http:' && this.#plain && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)) return;
    throw new Unreachable(url, `${this.registry} leads to this address, which is not HTTPS`, 'use a registry with TLS');
  }

  async #authenticate(challenge: string, access: string): Promise<string> {
    const basic = await this.credentials(this.registry);
    const [, scheme = '', rest = ''] = /^\s*(\w+)\s+(.*)$/.exec(challenge) ?? [];
    if (scheme.toLowerCase() !== 'bearer') {
      if (basic !== undefined) return basic;
      throw new Unreachable(this.registry, 'the registry asks for credentials', 'give credentials that may read it');
    }
    const stated = new Map([...rest.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]));
    const realm = new URL(addressOf(stated.get('realm') ?? '', this.url('.')));
    this.#requireTransport(realm.href);
    if (realm.protocol !== 'https:' && realm.hostname !== new URL(this.url('.')).hostname)
      throw new Unreachable(
        realm.href,
        `${this.registry} names this token server, which is not HTTPS; no credentials are sent there`,
        'use a token server with TLS',
      );
    const service = stated.get('service');
    if (service) realm.searchParams.set('service', service);
    realm.searchParams.set('scope', stated.get('scope') ?? `repository:${this.repository}:${access}`);
    const answer = await send(
      realm.href,
      { method: 'GET', headers: basic ? { authorization: basic } : {} },
      this.times,
    );
    const token = answer.ok ? tokenIn(await answer.whole(tokenBytes)) : undefined;
    answer.discard();
    if (token !== undefined) return `Bearer ${token}`;
    if (isBusy(answer.status)) throw new Interrupted(`its token server answered ${answer.status}`);
    throw new Unreachable(
      realm.href,
      `the registry's token server answered ${answer.status}${answer.ok ? ' without a token' : ''}`,
      'give credentials that may read it',
    );
  }
}

function tokenIn(bytes: Uint8Array | undefined): string | undefined {
  try {
    const { token, access_token } = Token.parse(JSON.parse(Buffer.from(bytes ?? []).toString('utf8')));
    const given = token ?? access_token;
    // What is no header's value cannot be a token.
    return given !== undefined && /^[\x21-\x7e]+$/.test(given) ? given : undefined;
  } catch {
    return undefined;
  }
}

function addressOf(text: string, base: string): string {
  try {
    return new URL(text, base).href;
  } catch {
    throw new Unreachable(
      base,
      `the registry gives "${text.slice(0, 200)}", which is no address`,
      'check the registry',
    );
  }
}

/** Whether a registry has too much to do, or a fault, and may answer another time. */
export const isBusy = (status: number) => [408, 429, 500, 502, 503, 504].includes(status);

const longestWait = 60;

/** Milliseconds that a registry asks to be left alone for. */
function retryAfter(answer: Answer): number {
  const seconds = Number(answer.headers.get('retry-after') ?? 0);
  return seconds > 0 ? Math.min(longestWait, seconds) * 1000 : 0;
}

const Errors = z.object({ errors: z.array(z.object({ code: z.string(), message: z.string().optional() })).min(1) });
const refusalBytes = 16 * 1024;

/** Why a registry did not do what it was asked, in its own words where it has some. */
export async function refusal(answer: Answer): Promise<string> {
  const stated = `it answered ${answer.status}`;
  let parsed;
  try {
    parsed = Errors.safeParse(JSON.parse(Buffer.from((await answer.whole(refusalBytes)) ?? []).toString('utf8')));
  } catch {
    return stated;
  }
  const [first] = parsed.data?.errors ?? [];
  return first ? `${stated}, ${first.code}: ${(first.message ?? '').slice(0, 1_000)}` : stated;
}

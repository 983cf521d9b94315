import { z } from 'zod';
import { Unreadable } from '../unreadable';

/** `Authorization` for a registry, e.g. `Basic …`; nothing for one that anybody may read. */
export type RegistryCredentials = (registry: string) => Promise<string | undefined>;

export interface RegistryRequest {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  /** Which rights to ask a token server for. */
  access?: 'pull' | 'pull,push';
}

const Token = z.object({ token: z.string().optional(), access_token: z.string().optional() });

/**
 * One repository of a registry that speaks the OCI distribution API. HTTPS, but for a registry on this machine; basic
 * and bearer authentication, as the registry challenges for.
 */
export class RegistryRepository {
  #authorization: string | undefined;

  constructor(
    readonly registry: string,
    readonly repository: string,
    private readonly credentials: RegistryCredentials,
  ) {}

  /** The address of a path below `/v2/<repository>/`, or of one that the registry gave. */
  url(path: string): string {
    const scheme = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(this.registry) ? 'http' : 'https';
    return new URL(path, `${scheme}://${this.registry}/v2/${this.repository}/`).href;
  }

  /** Asks, authenticating when challenged. Resolves with any answer but 401; rejects with `Unreadable`. */
  async ask(path: string, { access = 'pull', ...request }: RegistryRequest = {}): Promise<Response> {
    const url = this.url(path);
    const send = () =>
      fetch(url, {
        method: request.method ?? 'GET',
        headers: { ...request.headers, ...(this.#authorization && { authorization: this.#authorization }) },
        ...(request.body && { body: request.body, duplex: 'half' }),
      }).catch((error: unknown) => {
        const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
        throw new Unreadable(url, `the registry did not answer: ${cause}`, 'check the address and the network');
      });
    if (this.#authorization === undefined && request.body instanceof ReadableStream)
      await this.ask('tags/list', { access });
    const answer = await send();
    if (answer.status !== 401) return answer;
    await answer.body?.cancel();
    this.#authorization = await this.#authenticate(answer.headers.get('www-authenticate') ?? '', access);
    if (request.body instanceof ReadableStream)
      throw new Unreadable(url, 'the registry withdrew its permission', 'try again');
    const second = await send();
    if (second.status === 401)
      throw new Unreadable(url, 'the registry refuses these credentials', 'log in to it again');
    return second;
  }

  async #authenticate(challenge: string, access: string): Promise<string> {
    const basic = await this.credentials(this.registry);
    const need = () => {
      if (basic === undefined)
        throw new Unreadable(this.registry, 'the registry asks for credentials', 'give credentials that may read it');
      return basic;
    };
    const [, scheme = '', rest = ''] = /^\s*(\w+)\s+(.*)$/.exec(challenge) ?? [];
    if (scheme.toLowerCase() !== 'bearer') return need();
    const parameters = Object.fromEntries(
      [...rest.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
    );
    const realm = new URL(parameters['realm'] ?? '', this.url('.'));
    if (parameters['service']) realm.searchParams.set('service', parameters['service']);
    realm.searchParams.set('scope', parameters['scope'] ?? `repository:${this.repository}:${access}`);
    const answer = await fetch(realm, { headers: basic ? { authorization: basic } : {} });
    const { token, access_token } = Token.parse(answer.ok ? await answer.json() : {});
    const given = token ?? access_token;
    if (given === undefined) {
      throw new Unreadable(
        realm.href,
        `the registry's token server answered ${answer.status}`,
        'give credentials that may read it',
      );
    }
    return `Bearer ${given}`;
  }
}

const Errors = z.object({ errors: z.array(z.object({ code: z.string(), message: z.string().optional() })).min(1) });

/** Why a registry did not do what it was asked, in its own words where it has some. */
export async function refusal(answer: Response): Promise<string> {
  const text = (await answer.text()).slice(0, 2_000);
  let parsed;
  try {
    parsed = Errors.safeParse(JSON.parse(text));
  } catch {
    return `it answered ${answer.status}`;
  }
  const [first] = parsed.data?.errors ?? [];
  return first ? `it answered ${answer.status}, ${first.code}: ${first.message ?? ''}` : `it answered ${answer.status}`;
}

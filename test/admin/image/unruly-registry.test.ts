import type { IncomingMessage, ServerResponse } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultLimits } from '../../../src/admin/image/reading/limits';
import { pullImage } from '../../../src/admin/image/registry/pull';
import { pushLayout } from '../../../src/admin/image/registry/push';
import type { Times } from '../../../src/admin/image/registry/times';
import { goodImage } from './corpus/image-spec';
import { digestOf, ociFiles, writeOciLayout } from './corpus/write-image';
import { startUnruly, type UnrulyRegistry } from './unruly-registry';

jest.setTimeout(60_000);

/** Short, so that a test ends; nothing depends on how short. */
const times: Times = {
  answer: 1_000,
  stall: 1_000,
  progress: 64 * 1024,
  store: 1_000,
  tries: 3,
  pause: () => 1,
  sleep: () => Promise.resolve(),
};
const secret = 'Basic U0VDUkVU';
const credentials = () => Promise.resolve(secret);

const running: UnrulyRegistry[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});
const start = async (...given: Parameters<typeof startUnruly>) => {
  const server = await startUnruly(...given);
  running.push(server);
  return server;
};
const at = ({ address }: UnrulyRegistry) => ({ registry: address, repository: 'team/studio', reference: '1' });
const pull = (registry: UnrulyRegistry) => pullImage(at(registry), credentials, defaultLimits, times);

/** The files of a good image as a registry has them, by the last part of their path. */
async function stored(): Promise<Map<string, Buffer>> {
  const files = await ociFiles(goodImage());
  const index: { manifests: { digest: string }[] } = JSON.parse(String(files.get('index.json')));
  const blobs = [...files.values()].map((data): [string, Buffer] => [digestOf(data), data]);
  const manifest = files.get(`blobs/${index.manifests[0]?.digest.replace(':', '/')}`) ?? Buffer.alloc(0);
  return new Map([...blobs, ['1', manifest]]);
}
const sent = (files: Map<string, Buffer>, { url = '' }: IncomingMessage) => files.get(url.split('/').at(-1) ?? '');
const give = (response: ServerResponse, status: number, headers: Record<string, string> = {}, body?: Buffer) => {
  response.writeHead(status, headers);
  response.end(body);
};

describe('credentials', () => {
  let other: UnrulyRegistry;
  beforeEach(async () => {
    other = await start((_, response) => give(response, 200, {}, Buffer.from('{"token":"t"}')), '127.0.0.2');
  });
  const challenged = (request: IncomingMessage, response: ServerResponse, challenge: string) => {
    if (request.headers.authorization) return false;
    give(response, 401, { 'www-authenticate': challenge });
    return true;
  };

  it('are not sent to a token server without TLS elsewhere', async () => {
    const registry = await start(
      (request, response) => void challenged(request, response, `Bearer realm="http://${other.address}/token"`),
    );
    await expect(pull(registry)).rejects.toThrow('not HTTPS');
    expect(other.asked).toEqual([]);
  });

  it('are not sent where a registry redirects to', async () => {
    const files = await stored();
    const store = await start((request, response) => give(response, 200, {}, sent(files, request)), '127.0.0.2');
    const registry = await start((request, response) => {
      if (challenged(request, response, 'Basic realm="x"')) return;
      give(response, 307, { location: `http://${store.address}${request.url}` });
    });
    expect((await pull(registry)).layers).toHaveLength(3);
    expect(store.asked.map(({ authorization }) => authorization)).toEqual(store.asked.map(() => undefined));
    expect(registry.asked.some(({ authorization }) => authorization === secret)).toBe(true);
  });

  it.each(['http://192.0.2.1/blob', 'ftp://192.0.2.1/blob', 'http://'])(
    'nor is anything asked of %s, where a registry redirects to',
    async (location) => {
      const registry = await start((_, response) => give(response, 307, { location }));
      await expect(pull(registry)).rejects.toMatchObject({ name: 'Unreadable' });
    },
  );

  it('are not sent to where a registry lets a layer be uploaded', async () => {
    const store = await start((_, response) => give(response, 201), '127.0.0.2');
    const registry = await start((request, response) => {
      if (challenged(request, response, 'Basic realm="x"')) return;
      if (request.method === 'POST') give(response, 202, { location: `http://${store.address}/upload?x=1` });
      else give(response, request.method === 'PUT' ? 201 : 404);
    });
    const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-unruly-'));
    try {
      await pushLayout(await writeOciLayout(folder, goodImage()), at(registry), credentials, undefined, { times });
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(store.asked.map(({ method, authorization }) => ({ method, authorization }))).toEqual(
      Array(4).fill({ method: 'PUT', authorization: undefined }),
    );
  });

  it.each(['Bearer realm="::"', 'Bearer service="x"', 'Bearer', '', 'Negotiate x'])(
    'are asked for in vain by the challenge %j, without a stack trace',
    async (challenge) => {
      const registry = await start((_, response) => give(response, 401, { 'www-authenticate': challenge }));
      await expect(pull(registry)).rejects.toMatchObject({ name: 'Unreadable' });
    },
  );
});

describe('what a registry sends', () => {
  it('is refused where it is not what its digest says', async () => {
    const files = await stored();
    const registry = await start((request, response) => {
      const body = sent(files, request);
      if (body && request.url?.includes('blobs') && body[0] === 0x1f)
        give(response, 200, {}, Buffer.from(body).fill(0x20, 12, 20));
      else give(response, 200, {}, body);
    });
    await expect(pull(registry)).rejects.toThrow(/layer cannot be read/);
  });

  it('is refused as soon as it is more than was stated', async () => {
    const files = await stored();
    const registry = await start((request, response) => {
      const body = sent(files, request);
      if (!request.url?.includes('blobs') || body?.[0] !== 0x1f) return give(response, 200, {}, body);
      response.writeHead(200);
      response.write(body);
      const more = setInterval(() => response.write(Buffer.alloc(65_536)), 1);
      response.once('close', () => clearInterval(more));
    });
    await expect(pull(registry)).rejects.toThrow(/more than the \d+ bytes/);
  });

  it.each([
    ['with the rest', true],
    ['with all of it again', false],
  ])('is taken up where it broke off, %s', async (_, ranges) => {
    const files = await stored();
    const broken = new Set<string>();
    const registry = await start((request, response) => {
      const body = sent(files, request) ?? Buffer.alloc(0);
      const begin = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
      const url = request.url ?? '';
      if (url.includes('blobs') && body[0] === 0x1f && !broken.has(url)) {
        broken.add(url);
        response.writeHead(200, { 'content-length': String(body.length) });
        response.write(body.subarray(0, 100), () => response.destroy());
      } else if (begin > 0 && ranges)
        give(
          response,
          206,
          { 'content-range': `bytes ${begin}-${body.length - 1}/${body.length}` },
          body.subarray(begin),
        );
      else give(response, 200, {}, body);
    });
    expect((await pull(registry)).layers).toHaveLength(3);
    expect(broken.size).toBe(3);
  });

  it('comes after a while, where it has too much to do', async () => {
    const files = await stored();
    let refused = 0;
    const registry = await start((request, response) => {
      refused += 1;
      if (refused % 3 !== 0) give(response, refused % 3 === 1 ? 429 : 503);
      else give(response, 200, {}, sent(files, request));
    });
    expect((await pull(registry)).layers).toHaveLength(3);
  });

  it.each([
    ['never answers', () => undefined],
    [
      'answers and sends nothing',
      (_: IncomingMessage, response: ServerResponse) => response.writeHead(200).flushHeaders(),
    ],
    [
      'redirects for ever',
      (request: IncomingMessage, response: ServerResponse) => give(response, 307, { location: request.url ?? '' }),
    ],
  ] as const)('is not waited for where it %s', async (_, answer) => {
    const registry = await start(answer);
    await expect(pull(registry)).rejects.toMatchObject({ name: 'Unreadable' });
  });
});

import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import fc from 'fast-check';
import { ListDomainsCommand } from '@aws-sdk/client-sagemaker';
import { MOST_CONNECTIONS } from '../../src/emulator/wire/server';
import { startEmulator } from './harness';
import { inputOf, operationNames, valid } from './model';
import { Program, type Running } from './program';
import { agent, AUTHORIZATION, refused, request } from './request';

// Processes start and end here, on a machine that may be busy.
jest.setTimeout(60_000);

/** Megabytes; an emulator that has just been started has about 80. */
const MOST_MEMORY = 400;
const LIST = 'SageMaker.ListDomains';
const MEGABYTE = 1024 * 1024;

const program = new Program();
let running: Running;
beforeAll(async () => (running = await program.start()));
afterEach(async () => {
  // Whatever was done to it: it answers, has met no bug of its own, and has not grown without bound.
  expect(await running.client().send(new ListDomainsCommand({}))).toMatchObject({ Domains: expect.any(Array) });
  expect(running.stderr).toBe('');
  expect(running.memory).toBeLessThan(MOST_MEMORY);
});
afterAll(async () => {
  agent.destroy();
  await program.close();
});

const open = () => connect(running.port, '127.0.0.1').on('error', () => undefined);

/** All that comes until the other side closes. */
async function read(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk) => (text += chunk));
  await once(socket, 'close');
  return text;
}

/** The type of the error in an answer as it came over the wire; fails for what is no answer of AWS's form. */
function errorIn(answer: string): unknown {
  const [, status, body = ''] =
    /^HTTP\/1\.1 ([45]\d\d)[^]*?\r\nx-amzn-RequestId: [0-9a-f-]{36}\r\n[^]*?\r\n\r\n(\{.*\})$/i.exec(answer) ?? [];
  if (status === undefined) throw new Error(`not an error of AWS's form: ${JSON.stringify(answer)}`);
  return JSON.parse(body).__type;
}

const head = (length: string, target = LIST) =>
  `POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-amz-json-1.1\r\nx-amz-date: 1\r\nauthorization: ${AUTHORIZATION}\r\nx-amz-target: ${target}\r\n${length}\r\n\r\n`;

describe('a body', () => {
  const types = ['SerializationException', 'ValidationException', 'ResourceNotFound', 'ResourceInUse'];

  it('of random bytes is refused', async () => {
    // Bytes that begin as an object or a list might, by chance, be one.
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 }).filter(([first]) => first !== 0x7b && first !== 0x5b);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...operationNames), bytes, async (operation, body) => {
        const answer = await refused(request(running.url, `SageMaker.${operation}`, Buffer.from(body)));
        expect(answer).toEqual({ status: 400, body: { __type: 'SerializationException' } });
      }),
      { numRuns: 300 },
    );
  });

  it('of any JSON is answered as AWS answers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...operationNames), fc.jsonValue({ maxDepth: 4 }), async (operation, value) => {
        const { status, text } = await request(running.url, `SageMaker.${operation}`, JSON.stringify(value));
        if (status !== 200) expect([status, types]).toEqual([400, expect.arrayContaining([JSON.parse(text).__type])]);
      }),
      { numRuns: 300 },
    );
  });

  it('of members of the right names and wrong values is answered as AWS answers', async () => {
    const any = fc.jsonValue({ maxDepth: 3 });
    const call = fc.constantFrom(...operationNames).chain((operation) => {
      const members = Object.keys(Object(valid(inputOf(operation))));
      return fc.tuple(fc.constant(operation), fc.record(Object.fromEntries(members.map((name) => [name, any]))));
    });
    await fc.assert(
      fc.asyncProperty(call, async ([operation, input]) => {
        const { status, text } = await request(running.url, `SageMaker.${operation}`, JSON.stringify(input));
        if (status !== 200) expect([status, types]).toEqual([400, expect.arrayContaining([JSON.parse(text).__type])]);
      }),
      { numRuns: 500 },
    );
  });

  it('that ends too early is refused, wherever it ends', async () => {
    const whole = '{"DomainId": "d-1", "SpaceName": "a\\u00e9", "SpaceSettings": {"AppType": "JupyterLab"}}';
    for (let length = 0; length < whole.length; length += 1) {
      const answer = await refused(request(running.url, 'SageMaker.CreateSpace', whole.slice(0, length)));
      expect(answer).toEqual({ status: 400, body: { __type: 'SerializationException' } });
    }
  });

  it('that ends before its length is refused', async () => {
    const socket = open();
    socket.end(`${head('content-length: 100')}{"MaxResults":`);
    expect(errorIn(await read(socket))).toBe('MalformedHttpRequestException');
  });

  it.each([2, 10, 40])('of %i MB is too large', async (size) => {
    const answer = await refused(request(running.url, LIST, Buffer.alloc(size * MEGABYTE, ' ')));
    expect(answer).toMatchObject({ status: 413, body: { __type: 'RequestEntityTooLargeException' } });
  });

  it('that never says its length is too large, too, and is forgotten as it comes', async () => {
    const headers = { 'transfer-encoding': 'chunked' };
    const answer = await refused(request(running.url, LIST, Buffer.alloc(12 * MEGABYTE, 'x'), { headers }));
    expect(answer).toMatchObject({ status: 413, body: { __type: 'RequestEntityTooLargeException' } });
  });

  it('that is announced as endless is not waited for', async () => {
    const socket = open();
    socket.write(head('content-length: 99999999999'));
    expect(errorIn(await read(socket))).toBe('RequestEntityTooLargeException');
  });

  it('that is endless is cut', async () => {
    const socket = open();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(head('transfer-encoding: chunked'));
    const block = `100000\r\n${'x'.repeat(MEGABYTE)}\r\n`;
    const more = () => {
      while (socket.writable && socket.write(block));
    };
    socket.on('drain', more);
    more();
    await closed;
  });

  it('is one too many among many large ones', async () => {
    const length = MEGABYTE - 100;
    const sockets = Array.from({ length: 200 }, open);
    const answers = sockets.map(async (socket) => String(await once(socket, 'data')));
    const begun = `${head(`content-length: ${length}`)}${' '.repeat(length - 1)}`;
    await Promise.all(sockets.map((socket) => new Promise<void>((resolve) => socket.write(begun, () => resolve()))));
    // What has been written may not have been read yet: one body more tells when there is no room left.
    let oneMore: unknown;
    while (oneMore !== 'ServiceUnavailable') {
      const { body } = await refused(request(running.url, LIST, Buffer.alloc(length, ' ')));
      oneMore = Object(body).__type;
    }
    expect(running.memory).toBeLessThan(MOST_MEMORY);
    for (const socket of sockets) socket.write(' ');
    const types = (await Promise.all(answers)).map(errorIn);
    for (const socket of sockets) socket.destroy();
    expect(new Set(types)).toEqual(new Set(['SerializationException', 'ServiceUnavailable']));
    expect(types.filter((type) => type === 'SerializationException').length).toBeGreaterThanOrEqual(60);
  });

  it.each([
    ['arrays', '['.repeat(100_000)],
    ['closed arrays', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['objects', '{"Tags":'.repeat(100_000)],
    ['closed objects', `${'{"Tags":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ])('of %s, a hundred thousand deep, is refused', async (_, body) => {
    const answer = await refused(request(running.url, LIST, body));
    expect(answer).toEqual({ status: 400, body: { __type: 'SerializationException' } });
  });

  it('of a list that is far too long is refused without a message as long', async () => {
    const Tags = Array.from({ length: 15_000 }, () => ({ Key: '#', Value: '#' }));
    const body = JSON.stringify({ ResourceArn: 'arn:aws:sagemaker:us-east-1:123456789012:image/a', Tags });
    const { status, text } = await request(running.url, 'SageMaker.AddTags', body);
    expect(status).toBe(400);
    expect(text.length).toBeLessThan(2 * body.length);
  });
});

describe('a connection', () => {
  it('of random bytes is answered with an error, and closed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 500 }), async (bytes) => {
        const socket = open();
        socket.end(Buffer.concat([Buffer.from([0]), bytes, Buffer.from('\r\n\r\n')]));
        expect(errorIn(await read(socket))).toBe('MalformedHttpRequestException');
      }),
      { numRuns: 100 },
    );
  });

  it('with too large a head is answered with an error', async () => {
    const socket = open();
    socket.write(head(`x-filler: ${'x'.repeat(40_000)}\r\ncontent-length: 2`));
    expect(errorIn(await read(socket))).toBe('RequestHeaderSectionTooLargeException');
  });

  it('that asks and asks and never reads takes bounded memory', async () => {
    const socket = open().pause();
    const requests = `${head('content-length: 2')}{}`.repeat(1000);
    for (let turn = 0; turn < 100 && socket.write(requests); turn += 1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(running.memory).toBeLessThan(MOST_MEMORY);
    socket.destroy();
  });

  it('that is one too many is told so, and closed', async () => {
    // Without a limit of time, which a slow machine would meet first.
    const limits = { mostConnections: 20, headers: 0, request: 0, idle: 0 };
    const emulator = await startEmulator({ limits });
    const { port } = new URL(emulator.url);
    const dial = () => connect(Number(port), '127.0.0.1');
    const held = Array.from({ length: limits.mostConnections }, dial);
    try {
      await Promise.all(held.map((socket) => once(socket, 'connect')));
      const answered = once(held[0]!, 'data');
      held[0]!.write(`${head('content-length: 2')}{}`);
      expect(String(await answered)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(errorIn(await read(dial()))).toBe('ServiceUnavailable');
    } finally {
      for (const socket of held) socket.destroy();
      await emulator.close();
    }
  });

  it('among thousands is answered', async () => {
    const sockets: Socket[] = [];
    try {
      while (sockets.length < MOST_CONNECTIONS - 1000) {
        const some = Array.from({ length: 200 }, open).slice(0, MOST_CONNECTIONS - 1000 - sockets.length);
        await Promise.all(some.map((socket) => once(socket, 'connect')));
        sockets.push(...some);
      }
      expect(await request(running.url, LIST, '{}')).toMatchObject({ status: 200 });
      // They ask at the same time, and all of them are answered.
      const answers = sockets.map(async (socket) => String(await once(socket, 'data')));
      for (const socket of sockets) socket.write(`${head('content-length: 2')}{}`);
      for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    } finally {
      for (const socket of sockets) socket.destroy();
    }
  });

  it('that comes a byte at a time is told that it is too slow, while others are answered', async () => {
    const slow = Array.from({ length: 200 }, open);
    const text = head('content-length: 2');
    let sent = 0;
    const trickle = setInterval(() => {
      for (const socket of slow) if (socket.writable) socket.write(text.charAt(sent));
      sent += 1;
    }, 200);
    const ends = Promise.all(slow.map(read));
    expect(await request(running.url, LIST, '{}')).toMatchObject({ status: 200 });
    for (const answer of await ends) expect(errorIn(answer)).toBe('RequestTimeoutException');
    clearInterval(trickle);
  });
});

import type { Times } from './times';

/** One request, as it goes over the wire. */
export interface WireRequest {
  method: string;
  headers: Record<string, string>;
  body?: Uint8Array<ArrayBuffer> | (() => ReadableStream<Uint8Array>) | undefined;
}

/** A request did not come through, or its answer did not. */
export class Interrupted extends Error {
  constructor(
    message: string,
    /** Milliseconds that nothing came, where that is why it was given up. */
    readonly silence = 0,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** An answer whose body is read with limits, or discarded. */
export class Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly ok: boolean;

  constructor(
    private readonly response: Response,
    private readonly abort: AbortController,
    private readonly times: Times,
  ) {
    this.status = response.status;
    this.headers = response.headers;
    this.ok = response.ok;
  }

  /** The body, which must come on; `within` so many milliseconds altogether, where that is given. */
  async *bytes(within = Infinity): AsyncGenerator<Uint8Array> {
    const reader = this.response.body?.getReader();
    if (!reader) return;
    const { stall, progress } = this.times;
    let waited = 0;
    let spent = 0;
    let since = 0;
    try {
      for (;;) {
        const started = performance.now();
        const next = await limited(reader.read(), Math.min(stall - waited, within - spent), this.abort);
        const took = performance.now() - started;
        waited += took;
        spent += took;
        if (next.done) return;
        since += next.value.length;
        if (since >= progress) waited = since = 0;
        yield next.value;
      }
    } finally {
      this.discard();
    }
  }

  /** A small body; nothing where it has more bytes. */
  async whole(most: number): Promise<Uint8Array | undefined> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of this.bytes(this.times.answer)) {
      size += chunk.length;
      if (size > most) return undefined;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  /** Ends the answer, whatever of it is still to come. */
  discard(): void {
    this.abort.abort();
  }
}

/** How fast a registry is at least to take in again what it got, for a layer of gigabytes: 20 MB a second. */
const storedPerMillisecond = 20_000;

/** Sends one request, follows no redirect, and waits no longer than `times` says. Rejects with `Interrupted`. */
export async function send(url: string, { method, headers, body }: WireRequest, times: Times): Promise<Answer> {
  const abort = new AbortController();
  let alarm: NodeJS.Timeout | undefined;
  let answered = false;
  const ring = (milliseconds: number) => {
    clearTimeout(alarm);
    // An answer may come before all was taken that was sent.
    if (answered) return;
    const silent = new Interrupted(`no answer within ${milliseconds / 1000} s`, milliseconds);
    alarm = setTimeout(() => abort.abort(silent), milliseconds);
  };
  ring(times.answer);
  const sent =
    typeof body === 'function'
      ? body().pipeThrough(
          watched(
            () => ring(times.stall),
            () =>
              ring(Math.min(times.store, times.answer + Number(headers['content-length'] ?? 0) / storedPerMillisecond)),
          ),
        )
      : body;
  try {
    const response = await fetch(url, {
      method,
      // A blob is what its digest says as it is sent, not as it would be after a decompression on the way.
      headers: { 'accept-encoding': 'identity', ...headers },
      redirect: 'manual',
      signal: times.ending ? AbortSignal.any([abort.signal, times.ending]) : abort.signal,
      ...(sent && { body: sent, duplex: 'half' }),
    });
    return new Answer(response, abort, times);
  } catch (error) {
    throw interrupted(error);
  } finally {
    answered = true;
    clearTimeout(alarm);
  }
}

/** Tells of each chunk that is taken, and of the end. */
function watched(onChunk: () => void, onEnd: () => void): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(chunk, controller) {
      onChunk();
      controller.enqueue(chunk);
    },
    flush: onEnd,
  });
}

async function limited<T>(work: Promise<T>, milliseconds: number, abort: AbortController): Promise<T> {
  if (milliseconds === Infinity) return work;
  const silent = new Interrupted('it stopped sending', milliseconds);
  const alarm = setTimeout(() => abort.abort(silent), Math.max(0, milliseconds));
  try {
    return await work;
  } catch (error) {
    throw interrupted(error);
  } finally {
    clearTimeout(alarm);
  }
}

function interrupted(error: unknown): Interrupted {
  if (error instanceof Interrupted) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return new Interrupted(cause instanceof Error ? cause.message : String(cause), 0, { cause: error });
}

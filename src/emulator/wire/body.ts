import type { IncomingMessage } from 'node:http';
import { ServiceError, serializationException } from '../errors';

/** Far above any request of the model (its largest, a lifecycle configuration, has 16,384 characters). */
export const LARGEST_BODY = 1024 * 1024;

/** A request that nests deeper than any shape of the model is refused before anything walks it. */
const DEEPEST = 64;

/** Reads a body; throws 413 RequestEntityTooLargeException as soon as it grows beyond LARGEST_BODY. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > LARGEST_BODY) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const tooLarge = () =>
  new ServiceError('RequestEntityTooLargeException', `Request body must be at most ${LARGEST_BODY} bytes`, 413);

/** The value of a JSON body; throws SerializationException for anything else, without a message as AWS does. */
export function parseBody(text: string): unknown {
  if (depthOf(text) > DEEPEST) throw serializationException('');
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw serializationException('');
  }
}

/** How deep brackets nest, at least where they are not in strings. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, (depth += 1));
    else if (character === '}' || character === ']') depth -= 1;
  }
  return deepest;
}

import * as z from 'zod/mini';
import type { Notice } from '../protocol/notice';
import { noLabServer, type LabServer } from './lab-server';
import { NoticeError } from './notices';
import { say, type Message } from '../protocol/message';

/** A list of the Jupyter server, as far as it could be read. */
export interface LabList<T> {
  items: T[];
  /** `partly`: some items are left out, which a notice names. `not`: nothing is known of it, which is not that it is empty. */
  read: 'whole' | 'partly' | 'not';
  notices: Notice[];
}

/** What a list is, for the reader, and what the server means by saying that there is no such list. */
export interface ListOf {
  path: string;
  called: Message;
  absent: 'none' | 'unread';
}

/**
 * Reads a list item by item: one that does not fit costs that one. A list that could not be read is told as such, and never
 * as an empty one; only where no Jupyter server runs is there nothing in it. Does not reject.
 */
export async function labList<T extends z.core.$ZodType>(
  server: LabServer,
  { path, called, absent }: ListOf,
  item: T,
): Promise<LabList<z.infer<T>>> {
  if (server === noLabServer) return { items: [], read: 'whole', notices: [] };
  const unread = (notice: Notice): LabList<z.infer<T>> => ({ items: [], read: 'not', notices: [notice] });
  const told = (message: Message): Notice => ({ code: 'unreachable', message });
  let answer: unknown;
  try {
    answer = await server.get(path, z.unknown());
  } catch (error) {
    if (error instanceof NoticeError) return unread(error.notice);
    throw error;
  }
  if (answer === undefined) {
    if (absent === 'none') return { items: [], read: 'whole', notices: [] };
    // jupyter_server answers 404 for all sessions while one of them has lost its kernel.
    return unread(told(say('lab-list-missing', { called, path })));
  }
  if (!Array.isArray(answer)) return unread(told(say('lab-list-broken', { called, path })));
  const items: z.infer<T>[] = [];
  const bad: (string | Message)[] = [];
  for (const [index, one] of answer.entries()) {
    const parsed = z.safeParse(item, one);
    if (parsed.success) items.push(parsed.data);
    else bad.push(nameOf(one) ?? say('number-in-list', { number: index + 1 }));
  }
  if (bad.length === 0) return { items, read: 'whole', notices: [] };
  const names = bad.length > 3 ? say('and-more', { names: bad.slice(0, 3), more: bad.length - 3 }) : bad;
  const message = say('lab-list-left-out', { called, names });
  return { items, read: 'partly', notices: [{ code: 'uncertain', message }] };
}

const text = z.catch(z.string(), '');
const Named = z.catch(z.object({ path: text, name: text, id: text }), { path: '', name: '', id: '' });

function nameOf(item: unknown): string | undefined {
  const { path, name, id } = Named.parse(item);
  return path || name || id || undefined;
}

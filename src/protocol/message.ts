import * as z from 'zod/mini';
import { placeholdersOf } from './messages/placeholders';
import { textOf } from './messages/text-of';
import type { Code, PlaceholdersOf } from './messages/texts';

/**
 * What the agent has to say, as a code and what goes into its text: panel and terminal put it into words (`worded`), each in
 * the language of its reader. Text that is a value is somebody else's: a name, a path, the words of AWS or git.
 */
export interface Message {
  code: Code;
  values: Readonly<Record<string, Value>>;
}

/** A point in time, ISO 8601: told on the reader's own clock. */
export interface Moment {
  moment: string;
}

/** A list is told with commas; sentences in it, one after another. */
export type Value = string | number | Moment | Message | readonly (string | Message)[];

type Values<C extends Code> = { readonly [Name in PlaceholdersOf<C>]: Name extends 'count' ? number : Value };

/** The message of a code. What its text wants must be given, and nothing else can be. */
export const say = <C extends Code>(
  code: C,
  ...[values]: [PlaceholdersOf<C>] extends [never] ? [] : [Values<C>]
): Message => ({
  code,
  values: values ?? {},
});

/** One message after another, as far as they are there. */
export function both(first: Message, second: Message | undefined): Message;
export function both(first: Message | undefined, second: Message | undefined): Message | undefined;
export function both(first: Message | undefined, second: Message | undefined): Message | undefined {
  return first && second ? say('both', { first, second }) : (first ?? second);
}

const isValue = (value: unknown): value is Value =>
  typeof value === 'string' ||
  typeof value === 'number' ||
  isMoment(value) ||
  isMessage(value) ||
  (Array.isArray(value) && value.every((one) => typeof one === 'string' || isMessage(one)));

/** Whether a value is a point in time. */
export const isMoment = (value: unknown): value is Moment =>
  typeof value === 'object' &&
  value !== null &&
  'moment' in value &&
  typeof value.moment === 'string' &&
  !Number.isNaN(Date.parse(value.moment));

/** Whether something is a message: a code that there is, with what its text wants and nothing else. */
export function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('values' in value)) return false;
  const { code, values } = value;
  if (typeof code !== 'string' || !isCode(code) || typeof values !== 'object' || values === null) return false;
  const given = Object.entries(values);
  const wanted = placeholdersOf(code);
  return given.length === wanted.length && given.every(([name, one]) => wanted.includes(name) && isValue(one));
}

const isCode = (code: string): code is Code => textOf(code) !== undefined;

export const Message = z.custom<Message>(isMessage, { error: 'expected a message: its code and values' });

import { isMessage, type Message } from '../../src/protocol/message';
import { english } from '../../src/protocol/worded';

/** A value as its reader has it: each message in it in English. */
export type InWords<T> = T extends Message
  ? string
  : T extends (infer Item)[]
    ? InWords<Item>[]
    : T extends object
      ? { [Name in keyof T]: InWords<T[Name]> }
      : T;

export function inWords<T>(value: T): InWords<T>;
export function inWords(value: unknown): unknown {
  if (isMessage(value)) return english(value);
  if (Array.isArray(value)) return value.map((one) => inWords(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inWords(one)]));
}

/** Somebody's words as they are, for tests that care for no more of a message than that it is shown. */
export const quoted = (words: string): Message => ({ code: 'quoted', values: { words } });

import { texts } from './texts';

/** A text, or those for one and for many. */
export type Text = string | readonly [one: string, many: string];

/** The text of a code; undefined: there is none. */
export const textOf = (code: string): Text | undefined => all.get(code);

const all = new Map<string, Text>(Object.entries(texts));

import * as z from 'zod';
import type { Settings } from '../settings';

/** What a short form says in AWS's members, or what is wrong with it. */
export type Read = { settings: Settings } | { wrong: string };

/** A text that is read in a way of its own. A number alone is read as a text, to tell what it lacks. */
export const shortForm = (read: (text: string) => Read) => {
  const wrong = (text: string) => {
    const found = read(text);
    return 'wrong' in found ? found.wrong : undefined;
  };
  return z
    .string({ error: ({ input }) => wrong(typeof input === 'number' ? String(input) : '') })
    .superRefine((text, context) => {
      const message = wrong(text);
      if (message !== undefined) context.addIssue(message);
    });
};

/** What to tell of a text that is not in the form: the same in the form's units, where its amounts are known. */
export function inTheForm(
  text: string,
  form: {
    /** What the text says, as the form has it; nothing where that is not known. */
    right: string | undefined;
    units: string;
    such: string;
    read: (text: string) => Read;
  },
): string {
  const { right, units, such, read } = form;
  if (right === undefined || right === text) return such;
  const found = read(right);
  return 'settings' in found ? `${units}; write ${right}` : `${units}, and that is ${right}; ${found.wrong}`;
}

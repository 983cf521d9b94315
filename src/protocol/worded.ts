import { isMessage, isMoment, type Message, type Value } from './message';
import { placeholdersOf } from './messages/placeholders';
import { textOf } from './messages/text-of';

/** As much of a translation bundle as texts want: JupyterLab's own in the browser. */
export interface Translator {
  __(text: string, ...values: string[]): string;
  _n(one: string, many: string, count: number, ...values: string[]): string;
}

/** A message in words. The translator is given texts as gettext has them: `%1 is in %2.` for `{name} is in {folder}.`. */
export function worded({ code, values }: Message, trans: Translator): string {
  const text = textOf(code) ?? code;
  const order = placeholdersOf(code);
  const whole = typeof text === 'string' ? text : text.join(' ');
  const filling = order.map((name) => {
    const filled = wordedValue(values[name] ?? '', trans);
    // A sentence within a sentence leaves the full stop to that one.
    return new RegExp(`\\{${name}\\}[.,:;)]`).test(whole) ? filled.replace(/\.$/, '') : filled;
  });
  if (typeof text === 'string') return trans.__(numbered(text, order), ...filling);
  const [one, many] = text;
  const [, ...others] = filling;
  return trans._n(numbered(one, order), numbered(many, order), Number(values['count']), ...others);
}

/** Placeholders by number, as gettext has them. */
const numbered = (text: string, order: string[]): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => `%${order.indexOf(name) + 1}`);

function wordedValue(value: Value, trans: Translator): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (isMoment(value)) return onTheClock(value.moment);
  if (isMessage(value)) return worded(value, trans);
  const items = value.map((one) => wordedValue(one, trans));
  return items.join(items.every((item) => item.endsWith('.')) ? ' ' : ', ');
}

/** In the zone of whoever reads it. Notices that name a moment may be read days later: with its date. */
const onTheClock = (iso: string): string =>
  new Date(iso).toLocaleString(undefined, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });

const filled = (text: string, values: string[]) => text.replace(/%(\d+)/g, (_, at) => values[Number(at) - 1] ?? '');

/** The texts as they are written. */
const untranslated: Translator = {
  __: (text, ...values) => filled(text, values),
  _n: (one, many, count, ...values) => filled(count === 1 ? one : many, [String(count), ...values]),
};

/** A message in English: for terminals and logs. */
export const english = (message: Message): string => worded(message, untranslated);

import type { TranslationBundle } from '@jupyterlab/translation';
import { plainText } from '../../protocol/plain-text';

/** Characters of scripts that are written from right to left. */
const rightToLeft = '[\\u0590-\\u08FF\\uFB1D-\\uFDFF\\uFE70-\\uFEFC\\u{10800}-\\u{10FFF}\\u{1E800}-\\u{1EFFF}]';
const turns = new RegExp(rightToLeft, 'u');
/** What `isolated` makes, for sentences that become part of others. */
const isolates = new RegExp(`(\\u2068[^\\p{Bidi_Control}]*${rightToLeft}[^\\p{Bidi_Control}]*\\u2069)`, 'u');

/**
 * The same translations, careful with what is put into them: names that somebody else gave are shown and never obeyed,
 * and do not turn the sentence around them. For attributes, menus and dialogs' titles, where there is no `<bdi>`, too.
 */
export function careful(trans: TranslationBundle): TranslationBundle {
  const arm = (values: unknown[]) => values.map((value) => (typeof value === 'string' ? isolated(value) : value));
  return {
    __: (text, ...values) => trans.__(text, ...arm(values)),
    _n: (one, many, count, ...values) => trans._n(one, many, count, ...arm(values)),
    _p: (context, text, ...values) => trans._p(context, text, ...arm(values)),
    _np: (context, one, many, count, ...values) => trans._np(context, one, many, count, ...arm(values)),
    gettext: (text, ...values) => trans.gettext(text, ...arm(values)),
    ngettext: (one, many, count, ...values) => trans.ngettext(one, many, count, ...arm(values)),
    pgettext: (context, text, ...values) => trans.pgettext(context, text, ...arm(values)),
    npgettext: (context, one, many, count, ...values) => trans.npgettext(context, one, many, count, ...arm(values)),
    dcnpgettext: (domain, context, one, many, count, ...values) =>
      trans.dcnpgettext(domain, context, one, many, count, ...arm(values)),
  };
}

/** A text that is not only a name, but may hold sentences of ours with names in them. */
export function withoutControls(text: string): string {
  return text
    .split(isolates)
    .map((part, at) => (at % 2 === 1 ? part : plainText(part)))
    .join('');
}

function isolated(text: string): string {
  const shown = withoutControls(text);
  return turns.test(shown) && !isolates.test(shown) ? `\u2068${shown}\u2069` : shown;
}

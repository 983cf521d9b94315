import type { TranslationBundle } from '@jupyterlab/translation';
import type { Currency, PriceSource } from '../../protocol/cost';
import { worded } from '../../protocol/worded';

/** An amount as AWS bills it: `$3.52`, and `$0.0035` for what would be nothing to the cent. */
export function moneyText(amount: number, currency: Currency, locale?: string): string {
  return format(amount > 0 && amount < 0.1 ? 4 : 2, currency, locale).format(amount);
}

/** A list has hundreds of amounts, and making a format takes longer than using it. */
const formats = new Map<string, Intl.NumberFormat>();

function format(maximumFractionDigits: number, currency: Currency, locale: string | undefined): Intl.NumberFormat {
  const key = `${locale} ${currency} ${maximumFractionDigits}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    // ¥ alone may be a yen.
    currencyDisplay: currency === 'USD' ? 'narrowSymbol' : 'symbol',
    minimumFractionDigits: 2,
    maximumFractionDigits,
  });
  formats.set(key, made);
  return made;
}

/** Where a price is from, and of which day: `AWS Price List of 2026-11-24`. */
export const sourceText = (source: PriceSource, trans: TranslationBundle): string =>
  source.kind === 'none' ? worded(source.from, trans) : trans.__('%1, %2', worded(source.from, trans), source.date);

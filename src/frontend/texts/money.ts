import type { TranslationBundle } from '@jupyterlab/translation';
import type { PriceSource } from '../../protocol/cost';

/** US dollars, as AWS bills: `$3.52`, and `$0.0035` for what would be nothing to the cent. */
export function usdText(usd: number, locale?: string): string {
  return format(usd > 0 && usd < 0.1 ? 4 : 2, locale).format(usd);
}

/** A list has hundreds of amounts, and making a format takes longer than using it. */
const formats = new Map<string, Intl.NumberFormat>();

function format(maximumFractionDigits: number, locale: string | undefined): Intl.NumberFormat {
  const key = `${locale} ${maximumFractionDigits}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits,
  });
  formats.set(key, made);
  return made;
}

/** Where a price is from, and of which day: `AWS Price List of 2026-11-24`. */
export const sourceText = ({ date, from }: PriceSource, trans: TranslationBundle): string =>
  trans.__('%1, %2', from, date);

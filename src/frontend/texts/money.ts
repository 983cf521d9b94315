import type { TranslationBundle } from '@jupyterlab/translation';
import type { PriceSource } from '../../protocol/cost';

/** US dollars, as AWS bills: `$3.52`, and `$0.0035` for what would be nothing to the cent. */
export function usdText(usd: number, locale?: string): string {
  const small = usd > 0 && usd < 0.1;
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: small ? 4 : 2 };
  return usd.toLocaleString(locale, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol', ...digits });
}

/** Where a price is from, and of which day: `AWS Price List of 2026-11-24`. */
export const sourceText = ({ date, from }: PriceSource, trans: TranslationBundle): string =>
  trans.__('%1, %2', from, date);

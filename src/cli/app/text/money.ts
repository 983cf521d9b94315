import type { Currency } from '../../../protocol/cost';

/** An amount as AWS bills it: `$3.52`, and `$0.0035` for what would be nothing to the cent. */
export const money = (amount: number, currency: Currency): string =>
  new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
  }).format(amount < 0.1 ? amount : Math.round(amount * 100) / 100);

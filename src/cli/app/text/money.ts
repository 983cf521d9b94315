const format = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
});

/** US dollars, as AWS bills: `$3.52`, and `$0.0035` for what would be nothing to the cent. */
export const usd = (amount: number) => format.format(amount < 0.1 ? amount : Math.round(amount * 100) / 100);

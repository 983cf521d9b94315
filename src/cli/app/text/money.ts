/** US dollars, as AWS bills: `$3.52`, and `$0.0035` for what would be nothing to the cent. */
export const usd = (amount: number) => `$${amount.toFixed(amount > 0 && amount < 0.1 ? 4 : 2)}`;

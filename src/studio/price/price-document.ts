import * as z from 'zod';
import { Currency } from '../../protocol/cost';
import { jsonText } from '../../protocol/json-text';

/** What one document of the AWS Price List charges for: an app by the hour, or a space's volume by the month. */
export type PriceRow =
  | {
      of: 'app';
      currency: Currency;
      usagePrefix: string;
      appType: 'JupyterLab' | 'CodeEditor' | 'KernelGateway';
      instanceType: string;
      perHour: number;
    }
  | { of: 'volume'; currency: Currency; usagePrefix: string; perGbMonth: number };

/** The members that we read of what GetProducts answers as a string (fact sheet, section 6). */
const Document = z.object({
  product: z.object({ attributes: z.object({ usagetype: z.string() }) }),
  terms: z.object({
    OnDemand: z
      .record(
        z.string(),
        z.object({
          priceDimensions: z.record(
            z.string(),
            z.object({ unit: z.string(), pricePerUnit: z.record(z.string(), z.string()) }),
          ),
        }),
      )
      .optional(),
  }),
});

/**
 * Reads one entry of GetProducts' `PriceList`. Most documents have no instance type of their own, so that what is
 * charged for is read from the usage type: `USE1-Studio:JupyterLab-ml.t3.medium`, `USE1-Studio:VolumeUsage.gp3`.
 * Nothing where it is none of these, is not priced by the hour or GB-month, or costs nothing ($0 rows stand
 * beside the real ones and are to be skipped). Two prices in one document, or two currencies, are not chosen between:
 * nothing, too.
 */
export function priceRow(text: string): PriceRow | undefined {
  const parsed = jsonText(Document).safeParse(text);
  if (!parsed.success) return undefined;
  const { product, terms } = parsed.data;
  const [, prefix = '', what = ''] = /^([A-Z0-9]+-)?Studio:(.+)$/.exec(product.attributes.usagetype) ?? [];
  const dimensions = Object.values(terms.OnDemand ?? {}).flatMap((term) => Object.values(term.priceDimensions));
  const priced = (unit: RegExp) => {
    const prices = dimensions.flatMap((dimension) =>
      unit.test(dimension.unit) ? Object.entries(dimension.pricePerUnit).flatMap(price) : [],
    );
    return new Set(prices.map(({ currency, amount }) => `${amount} ${currency}`)).size === 1 ? prices[0] : undefined;
  };
  if (what === 'VolumeUsage.gp3') {
    const month = priced(/^GB-Mo/i);
    return month && { of: 'volume', currency: month.currency, usagePrefix: prefix, perGbMonth: month.amount };
  }
  const [, type = '', instanceType = ''] =
    /^(JupyterLab|CodeEditor|KernelGateway)-(ml\.[a-z0-9-]+\.[a-z0-9]+)$/.exec(what) ?? [];
  const appType = AppOfUsage.safeParse(type);
  const hour = priced(/^H(ou)?rs?$/i);
  if (!appType.success || !hour) return undefined;
  const { currency, amount: perHour } = hour;
  return { of: 'app', currency, usagePrefix: prefix, appType: appType.data, instanceType, perHour };
}

const AppOfUsage = z.enum(['JupyterLab', 'CodeEditor', 'KernelGateway']);

/** A price above zero. */
function price([currency, text]: [string, string]): { currency: Currency; amount: number }[] {
  const amount = Number(text);
  return Currency.safeParse(currency).success && Number.isFinite(amount) && amount > 0 ? [{ currency, amount }] : [];
}

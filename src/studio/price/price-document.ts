import * as z from 'zod';
import { jsonText } from '../../protocol/json-text';

/** What one document of the AWS Price List charges for: an app by the hour, or a space's volume by the month. */
export type PriceRow =
  | {
      of: 'app';
      usagePrefix: string;
      appType: 'JupyterLab' | 'CodeEditor' | 'KernelGateway';
      instanceType: string;
      usdPerHour: number;
    }
  | { of: 'volume'; usagePrefix: string; usdPerGbMonth: number };

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
            z.object({ unit: z.string(), pricePerUnit: z.object({ USD: z.string().optional() }) }),
          ),
        }),
      )
      .optional(),
  }),
});

/**
 * Reads one entry of GetProducts' `PriceList`. Most documents have no instance type of their own, so that what is
 * charged for is read from the usage type: `USE1-Studio:JupyterLab-ml.t3.medium`, `USE1-Studio:VolumeUsage.gp3`.
 * Nothing where it is none of these, is not priced in USD by the hour or GB-month, or costs nothing ($0 rows stand
 * beside the real ones and are to be skipped). Two prices in one document are not chosen between: nothing, too.
 */
export function priceRow(text: string): PriceRow | undefined {
  const parsed = jsonText(Document).safeParse(text);
  if (!parsed.success) return undefined;
  const { product, terms } = parsed.data;
  const [, prefix = '', what = ''] = /^([A-Z0-9]+-)?Studio:(.+)$/.exec(product.attributes.usagetype) ?? [];
  const dimensions = Object.values(terms.OnDemand ?? {}).flatMap((term) => Object.values(term.priceDimensions));
  const priced = (unit: RegExp) => {
    const prices = dimensions.flatMap((dimension) =>
      unit.test(dimension.unit) ? usd(dimension.pricePerUnit.USD) : [],
    );
    return new Set(prices).size === 1 ? prices[0] : undefined;
  };
  if (what === 'VolumeUsage.gp3') {
    const usdPerGbMonth = priced(/^GB-Mo/i);
    return usdPerGbMonth === undefined ? undefined : { of: 'volume', usagePrefix: prefix, usdPerGbMonth };
  }
  const [, type = '', instanceType = ''] =
    /^(JupyterLab|CodeEditor|KernelGateway)-(ml\.[a-z0-9-]+\.[a-z0-9]+)$/.exec(what) ?? [];
  const appType = AppOfUsage.safeParse(type);
  const usdPerHour = priced(/^H(ou)?rs?$/i);
  if (!appType.success || usdPerHour === undefined) return undefined;
  return { of: 'app', usagePrefix: prefix, appType: appType.data, instanceType, usdPerHour };
}

const AppOfUsage = z.enum(['JupyterLab', 'CodeEditor', 'KernelGateway']);

/** A price above zero. */
function usd(text: string | undefined): number[] {
  const value = Number(text);
  return Number.isFinite(value) && value > 0 ? [value] : [];
}

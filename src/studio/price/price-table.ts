import { say } from '../../protocol/message';
import * as z from 'zod';
import type { AppType } from '../../protocol/app';
import { Currency, PriceSource } from '../../protocol/cost';
import type { PriceRow } from './price-document';

/** The prices of one region, as one source gave them on one day. What is not in it is not known. */
export const PriceTable = z.object({
  region: z.string(),
  source: PriceSource,
  currency: Currency,
  /** By the hour, by app type and instance type: `JupyterLab/ml.t3.medium`. */
  perHour: z.record(z.string(), z.number().positive()),
  /** For a gigabyte of a space's volume for a month. */
  perGbMonth: z.number().positive().optional(),
});
export type PriceTable = z.infer<typeof PriceTable>;

/**
 * The table that the documents of the Price List make. A price that two documents tell differently is left out,
 * and so is what is in another currency than the first.
 */
export function priceTable(region: string, date: string, all: PriceRow[]): PriceTable {
  const currency = all[0]?.currency ?? 'USD';
  const rows = all.filter((row) => row.currency === currency);
  const told = new Map<string, Set<number>>();
  const volume = new Set<number>();
  for (const row of rows) {
    if (row.of === 'volume') volume.add(row.perGbMonth);
    else
      told.set(
        key(row.appType, row.instanceType),
        (told.get(key(row.appType, row.instanceType)) ?? new Set()).add(row.perHour),
      );
  }
  const [perGbMonth] = volume;
  return {
    region,
    source: { kind: 'price-list', date, from: say('price-list') },
    currency,
    perHour: Object.fromEntries(
      [...told].flatMap(([name, [price, ...others]]) =>
        price === undefined || others.length > 0 ? [] : [[name, price]],
      ),
    ),
    ...(perGbMonth !== undefined && volume.size === 1 && { perGbMonth }),
  };
}

/**
 * The price of an app by the hour, or nothing where the table does not say. `system` stands for ml.t3.medium with KernelGateway
 * and is free with JupyterServer (model 2017-07-24, ResourceSpec).
 */
export function hourlyRate(table: PriceTable, appType: AppType, instanceType: string | undefined): number | undefined {
  if (appType === 'JupyterServer' && (instanceType === undefined || instanceType === 'system')) return 0;
  const real = appType === 'KernelGateway' && instanceType === 'system' ? 'ml.t3.medium' : instanceType;
  const name = real === undefined ? '' : key(appType, real);
  return Object.hasOwn(table.perHour, name) ? table.perHour[name] : undefined;
}

/** The instance types that the table has a price of, for an app type. */
export function pricedInstanceTypes(table: PriceTable, appType: AppType): string[] {
  return Object.keys(table.perHour).flatMap((name) =>
    name.startsWith(`${appType}/`) ? name.slice(appType.length + 1) : [],
  );
}

const key = (appType: AppType, instanceType: string) => `${appType}/${instanceType}`;

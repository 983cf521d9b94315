import * as z from 'zod';
import { AppKey } from './app';

/** Where prices come from, and of which day they are: shown beside every amount. */
export const PriceSource = z.object({
  /** Asked of the AWS Price List, or shipped with studiolo for where that may not be asked. */
  kind: z.enum(['price-list', 'bundled']),
  /** The day on which the prices were so. */
  date: z.iso.date(),
  /** In words: `AWS Price List`. */
  from: z.string(),
});
export type PriceSource = z.infer<typeof PriceSource>;

const Usd = z.number().nonnegative();

/** What one app costs. All in USD; an amount that is absent is not known. */
export const AppCost = z.object({
  key: AppKey,
  perHour: Usd.optional(),
  /**
   * From the app's `CreationTime` until now: at most so much, as an app that is restarted within 24 h keeps it
   * (fact sheet, section 4). Absent while the app is not billed.
   */
  sinceStart: Usd.optional(),
  /** Since midnight UTC. */
  today: Usd.optional(),
});
export type AppCost = z.infer<typeof AppCost>;

/** One day of the chart: hours that apps of this person ran, as far as this app has seen them. */
export const CostDay = z.object({
  /** UTC. */
  date: z.iso.date(),
  hours: z.number().nonnegative(),
  /** Of the hours whose price is known. */
  usd: Usd,
  /** Hours whose price is not known. */
  unpricedHours: z.number().nonnegative(),
});
export type CostDay = z.infer<typeof CostDay>;

/** What this person's apps and spaces cost. A sum counts what is known; `unpriced` says how much it leaves out. */
export const Cost = z.object({
  source: PriceSource,
  apps: z.array(AppCost),
  /** Of all billed apps together. `unpriced`: how many of them have no known price. */
  sum: z.object({ perHour: Usd, today: Usd, unpriced: z.number().int().nonnegative() }),
  /** What this app has cost since it was last active, and what it will have cost when it stops. */
  idle: z.object({ since: z.iso.datetime(), soFar: Usd, untilStopped: Usd.optional(), perDay: Usd }).optional(),
  /** Volumes of one's own spaces; `perMonth` is absent where the price of storage is not known. */
  storage: z.object({ gigabytes: z.number().nonnegative(), perMonth: Usd.optional() }).optional(),
  /** The last days, oldest first; empty until something has been seen. */
  days: z.array(CostDay),
});
export type Cost = z.infer<typeof Cost>;

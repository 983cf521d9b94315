import * as z from 'zod/mini';
import { AppKey } from './app';
import { Message } from './message';

/** What AWS bills in, ISO 4217: `USD`, in its China regions `CNY`. */
export const Currency = z.string().check(z.regex(/^[A-Z]{3}$/));
export type Currency = z.infer<typeof Currency>;

/** Where prices come from, and of which day they are: shown beside every amount. */
export const PriceSource = z.discriminatedUnion('kind', [
  z.object({
    /** Asked of the AWS Price List, or shipped with studiolo for where that may not be asked. */
    kind: z.enum(['price-list', 'bundled']),
    /** The day on which the prices were so. */
    date: z.iso.date(),
    from: Message,
  }),
  /** There is nothing to ask here, as AWS GovCloud (US) has no price list. */
  z.object({ kind: z.literal('none'), from: Message }),
]);
export type PriceSource = z.infer<typeof PriceSource>;

const Amount = z.number().check(z.nonnegative());

/** What one app costs, in the currency of the whole; an amount that is absent is not known. */
export const AppCost = z.object({
  key: AppKey,
  perHour: z.optional(Amount),
  /**
   * From the app's `CreationTime` until now: at most so much, as an app that is restarted within 24 h keeps it
   * (fact sheet, section 4). Absent while the app is not billed.
   */
  sinceStart: z.optional(Amount),
  /** Since midnight UTC. */
  today: z.optional(Amount),
});
export type AppCost = z.infer<typeof AppCost>;

/** One day of the chart: hours that apps of this person ran, as far as this app has seen them. */
export const CostDay = z.object({
  /** UTC. */
  date: z.iso.date(),
  hours: z.number().check(z.nonnegative()),
  /** Of the hours whose price is known. */
  amount: Amount,
  /** Hours whose price is not known. */
  unpricedHours: z.number().check(z.nonnegative()),
});
export type CostDay = z.infer<typeof CostDay>;

/** What this person's apps and spaces cost. A sum counts what is known; `unpriced` says how much it leaves out. */
export const Cost = z.object({
  source: PriceSource,
  currency: Currency,
  apps: z.array(AppCost),
  /** Of all billed apps together. `unpriced`: how many of them have no known price. */
  sum: z.object({ perHour: Amount, today: Amount, unpriced: z.int().check(z.nonnegative()) }),
  /** What this app has cost since it was last active, and what it will have cost when it stops. */
  idle: z.optional(
    z.object({ since: z.iso.datetime(), soFar: Amount, untilStopped: z.optional(Amount), perDay: Amount }),
  ),
  /** Volumes of one's own spaces; `perMonth` is absent where the price of storage is not known. */
  storage: z.optional(z.object({ gigabytes: z.number().check(z.nonnegative()), perMonth: z.optional(Amount) })),
  /** The last days, oldest first; empty until something has been seen. */
  days: z.array(CostDay),
});
export type Cost = z.infer<typeof Cost>;

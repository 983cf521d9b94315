import * as z from 'zod/mini';
import { AppKey, AppType } from './app';
import { Currency, PriceSource } from './cost';

const Amount = z.number().check(z.nonnegative());

/** What one app has cost in a month. An app that is gone since is named as it was seen, in lower case. */
export const AppMonth = z.object({
  owner: AppKey.shape.owner,
  appType: AppType,
  /** All that it ran on this month. */
  instanceTypes: z.array(z.string()),
  hours: Amount,
  /** Of the hours whose price is known. */
  amount: Amount,
  /** Hours whose price is not known. */
  unpricedHours: Amount,
});
export type AppMonth = z.infer<typeof AppMonth>;

/**
 * `GET api/cost/month` → 200 `Section<MonthCost>`: the month so far (UTC), by app, from the hours that were seen, at the
 * prices of `source`. Not in it: what ran while nobody looked, discounts, taxes, and other services.
 */
export const MonthCost = z.object({
  /** `2026-11`. */
  month: z.string().check(z.regex(/^\d{4}-\d{2}$/)),
  source: PriceSource,
  currency: Currency,
  /** The dearest first. */
  apps: z.array(AppMonth),
  hours: Amount,
  amount: Amount,
  unpricedHours: Amount,
  /** Volumes of one's own spaces, as if they had had today's size all month; no `amount` where the price is not known. */
  storage: z.optional(z.object({ gigabytes: Amount, amount: z.optional(Amount) })),
  /** Hours since the month began, and how many of them somebody looked. */
  hoursSoFar: Amount,
  hoursWatched: Amount,
});
export type MonthCost = z.infer<typeof MonthCost>;

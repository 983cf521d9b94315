import * as z from 'zod/mini';
import { AppType } from './app';

/** A space that this person may use. */
export const Space = z.object({
  spaceName: z.string(),
  displayName: z.optional(z.string()),
  sharing: z.optional(z.enum(['Private', 'Shared'])),
  /** Whether it is this person's own. */
  own: z.boolean(),
  /** What runs in it; absent for a space of Studio Classic. */
  appType: z.optional(AppType),
  /** Size of its volume; it costs whether or not an app runs. */
  volumeGb: z.optional(z.int()),
  status: z.optional(z.string()),
  /** As of an app: nothing can be done with it from here. */
  lookOnly: z.optional(z.literal(true)),
});
export type Space = z.infer<typeof Space>;

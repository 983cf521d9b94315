import * as z from 'zod';
import { AppType } from './app';

/** A space that this person may use. */
export const Space = z.object({
  spaceName: z.string(),
  displayName: z.string().optional(),
  sharing: z.enum(['Private', 'Shared']).optional(),
  /** Whether it is this person's own. */
  own: z.boolean(),
  /** What runs in it; absent for a space of Studio Classic. */
  appType: z.optional(AppType),
  /** Size of its volume; it costs whether or not an app runs. */
  volumeGb: z.number().int().optional(),
  status: z.string().optional(),
  /** As of an app: nothing can be done with it from here. */
  lookOnly: z.literal(true).optional(),
});
export type Space = z.infer<typeof Space>;

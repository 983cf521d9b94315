import * as z from 'zod';
import { SettingLevel } from './idle';

/** A Git repository that domain, user profile or space suggests. */
export const Repository = z.object({
  url: z.string(),
  /** The last part of the URL without `.git`. */
  name: z.string(),
  suggestedBy: SettingLevel,
  /** Where it is already cloned, relative to the server's root folder; absent: not here. */
  clonedAt: z.string().optional(),
});
export type Repository = z.infer<typeof Repository>;

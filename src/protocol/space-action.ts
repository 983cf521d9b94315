import * as z from 'zod';

/** A space's name as AWS takes it (model 2017-07-24, SpaceName). */
export const SpaceName = z
  .string()
  .max(63, 'A name has at most 63 characters.')
  .regex(
    /^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/,
    'A name has letters, digits and hyphens, and begins and ends with a letter or digit.',
  );

/**
 * `POST api/spaces/create` → 202 `Job`: a private space of one's own, without an app. Without `volumeGb` its volume has
 * the size that the domain sets.
 */
export const CreateSpace = z.object({
  spaceName: SpaceName,
  appType: z.enum(['JupyterLab', 'CodeEditor']),
  volumeGb: z.number().int().min(5).max(16_384).optional(),
});
export type CreateSpace = z.infer<typeof CreateSpace>;

/**
 * `POST api/spaces/delete` → 202 `Job`: a private space of one's own in which no app runs, with its volume and all files
 * on it. `typed`: the name again, as the person has typed it.
 */
export const DeleteSpace = z.object({ spaceName: z.string().min(1), typed: z.string() });
export type DeleteSpace = z.infer<typeof DeleteSpace>;

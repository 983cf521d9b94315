import * as z from 'zod/mini';

/** A space's name as AWS takes it (model 2017-07-24, SpaceName). */
export const SpaceName = z
  .string()
  .check(z.maxLength(63, 'rule-space-length'), z.regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/, 'rule-space-characters'));

/**
 * `POST api/spaces/create` → 202 `Job`: a private space of one's own, without an app. Without `volumeGb` its volume has
 * the size that the domain sets.
 */
export const CreateSpace = z.object({
  spaceName: SpaceName,
  appType: z.enum(['JupyterLab', 'CodeEditor']),
  volumeGb: z.optional(z.int().check(z.gte(5), z.lte(16_384))),
});
export type CreateSpace = z.infer<typeof CreateSpace>;

/**
 * `POST api/spaces/delete` → 202 `Job`: a private space of one's own in which no app runs, with its volume and all files
 * on it. `typed`: the name again, as the person has typed it.
 */
export const DeleteSpace = z.object({ spaceName: z.string().check(z.minLength(1)), typed: z.string() });
export type DeleteSpace = z.infer<typeof DeleteSpace>;

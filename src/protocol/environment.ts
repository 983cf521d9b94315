import * as z from 'zod';

/** A conda environment found on this machine. */
export const Environment = z.object({
  /** `base` for the root environment, else the folder's name. */
  name: z.string(),
  /** Absolute path of the environment's folder. */
  prefix: z.string(),
  /** From its `conda-meta` record; absent where it holds no Python. */
  pythonVersion: z.string().optional(),
  /** Whether its folder outlives the app (it is on the home volume). */
  persistent: z.boolean(),
  ipykernel: z.boolean(),
  /** The kernel spec that starts it, if any. */
  kernel: z.object({ name: z.string(), displayName: z.string() }).optional(),
  /** Conda's own environment, or the one that the Jupyter server runs in: it is not removed, and changed only with care. */
  protected: z.enum(['base', 'server']).optional(),
  /** Its folder is gone, and only its kernel is left, which cannot start. */
  gone: z.literal(true).optional(),
});
export type Environment = z.infer<typeof Environment>;

/** Answer to "how large is it": bytes on disk, hard links counted once. */
export const EnvironmentSize = z.object({ prefix: z.string(), bytes: z.number().int().nonnegative() });
export type EnvironmentSize = z.infer<typeof EnvironmentSize>;

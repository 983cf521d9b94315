import * as z from 'zod';

/** A kernel spec that starts an environment. */
export const EnvironmentKernel = z.object({
  name: z.string(),
  displayName: z.string(),
  /** The program that it starts, where that is not there: it cannot start. */
  missing: z.string().optional(),
});
export type EnvironmentKernel = z.infer<typeof EnvironmentKernel>;

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
  /** All kernel specs that start it. Absent where they are not known, as the Jupyter server did not tell. */
  kernels: z.array(EnvironmentKernel).optional(),
  /** Conda's own environment, or the one that the Jupyter server runs in: it is not removed, and changed only with care. */
  protected: z.enum(['base', 'server']).optional(),
  /** It is in none of the folders that conda keeps environments in: it is removed only by who types its full path. */
  outside: z.literal(true).optional(),
  /** Its folder, or what its kernels start there, is gone, and only its kernels are left, which cannot start. */
  gone: z.literal(true).optional(),
});
export type Environment = z.infer<typeof Environment>;

/** Answer to "how large is it": bytes on disk, hard links counted once. */
export const EnvironmentSize = z.object({ prefix: z.string(), bytes: z.number().int().nonnegative() });
export type EnvironmentSize = z.infer<typeof EnvironmentSize>;

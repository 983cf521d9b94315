import * as z from 'zod/mini';

/** A kernel spec that starts an environment. */
export const EnvironmentKernel = z.object({
  name: z.string(),
  displayName: z.string(),
  /** The program that it starts, where that is not there: it cannot start. */
  missing: z.optional(z.string()),
});
export type EnvironmentKernel = z.infer<typeof EnvironmentKernel>;

/** A conda environment found on this machine. */
export const Environment = z.object({
  /** `base` for the root environment, else the folder's name. */
  name: z.string(),
  /** Absolute path of the environment's folder. */
  prefix: z.string(),
  /** From its `conda-meta` record; absent where it holds no Python. */
  pythonVersion: z.optional(z.string()),
  /** Whether its folder outlives the app (it is on the home volume). */
  persistent: z.boolean(),
  ipykernel: z.boolean(),
  /** All kernel specs that start it. Absent where they are not known, as the Jupyter server did not tell. */
  kernels: z.optional(z.array(EnvironmentKernel)),
  /** Conda's own environment, or the one that the Jupyter server runs in: it is not removed, and changed only with care. */
  protected: z.optional(z.enum(['base', 'server'])),
  /** It is in none of the folders that conda keeps environments in: it is removed only by who types its full path. */
  outside: z.optional(z.literal(true)),
  /** Its folder, or what its kernels start there, is gone, and only its kernels are left, which cannot start. */
  gone: z.optional(z.literal(true)),
});
export type Environment = z.infer<typeof Environment>;

/** Answer to "how large is it": bytes on disk, hard links counted once. */
export const EnvironmentSize = z.object({ prefix: z.string(), bytes: z.int().check(z.nonnegative()) });
export type EnvironmentSize = z.infer<typeof EnvironmentSize>;

/** The program that makes and changes environments here. */
export const CondaProgram = z.object({ program: z.enum(['mamba', 'micromamba', 'conda']), path: z.string() });
export type CondaProgram = z.infer<typeof CondaProgram>;

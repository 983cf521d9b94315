import * as z from 'zod/mini';
import { section } from './notice';

const Bytes = z.number().check(z.nonnegative());

/** The volume that the home folder is on. `usedBytes` and `freeBytes` need not add up to `bytes`: the file system keeps some. */
export const Volume = z.object({ folder: z.string(), bytes: Bytes, usedBytes: Bytes, freeBytes: Bytes });
export type Volume = z.infer<typeof Volume>;

/** Memory of this app, without what the system gives back by itself (cached files). */
export const Memory = z.object({
  usedBytes: Bytes,
  limitBytes: Bytes,
  /** Who sets the limit: the app's container, or the machine, where the container has none. */
  limitOf: z.enum(['container', 'machine']),
  /**
   * The kernel that holds most, with the processes that it has started: looked for near the limit alone. No `name` where
   * no notebook has it.
   */
  most: z.optional(z.object({ id: z.string(), name: z.optional(z.string()), bytes: Bytes })),
});
export type Memory = z.infer<typeof Memory>;

/** Cores that this app may use, and how many it used in the moments before. */
export const Cpu = z.object({ cores: z.number().check(z.positive()), usedCores: z.number().check(z.nonnegative()) });
export type Cpu = z.infer<typeof Cpu>;

/** A GPU; a figure that is absent is one that its driver does not tell. */
export const GpuFigures = z.object({
  index: z.string(),
  name: z.string(),
  utilization: z.optional(z.number().check(z.gte(0), z.lte(100))),
  memory: z.optional(z.object({ usedBytes: Bytes, bytes: Bytes })),
});
export type GpuFigures = z.infer<typeof GpuFigures>;

/** `GET api/resources`: what this app has and uses now. Nothing of it is asked of AWS. */
export const Resources = z.object({
  volume: section(Volume),
  memory: section(Memory),
  cpu: section(Cpu),
  /** Empty where there is none. */
  gpus: section(z.array(GpuFigures)),
});
export type Resources = z.infer<typeof Resources>;

/** Whether a volume is so full that its user is warned. */
export const nearlyFull = ({ freeBytes, usedBytes }: Pick<Volume, 'freeBytes' | 'usedBytes'>): boolean =>
  usedBytes >= 0.9 * (usedBytes + freeBytes);

/** Whether so much memory is taken that its user is warned: at the limit the kernel that asks for more is killed. */
export const nearLimit = ({ limitBytes, usedBytes }: Pick<Memory, 'limitBytes' | 'usedBytes'>): boolean =>
  usedBytes >= 0.9 * limitBytes;

/** `GET api/volume/folders`: the five largest folders of the home volume, none within another. */
export const LargestFolders = z.object({
  /** The home folder, below which was looked. */
  folder: z.string(),
  /** The largest first. `name`: as seen from the home folder. */
  folders: z.array(z.object({ name: z.string(), bytes: Bytes })),
  /** Whether all was seen: else time was up, or folders could not be read, and sizes are at least these. */
  whole: z.boolean(),
});
export type LargestFolders = z.infer<typeof LargestFolders>;

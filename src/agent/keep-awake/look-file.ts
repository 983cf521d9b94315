import * as z from 'zod/mini';
import { StopTime } from '../../protocol/stop-time';
import { KeptFile } from '../kept-file';
import { AwakeMemory } from './memory';

const minutes = z.exactOptional(z.int().check(z.positive()));
const Stated = z.object({
  lifecycleManagement: z.exactOptional(z.enum(['ENABLED', 'DISABLED'])),
  idleMinutes: minutes,
  minMinutes: minutes,
  maxMinutes: minutes,
});
const Level = z.exactOptional(z.object({ jupyterLab: Stated, codeEditor: Stated }));

/**
 * What a look leaves behind: for the next look, for the agent when it starts, and for the door, which answers hidden pages
 * from it (`src/door/studiolo/stop_time.py`). It is of one Jupyter server and of the machine as it runs, and goes with them.
 */
export const LookRecord = z.object({
  /** A file of another version is passed over as if there were none. */
  version: z.literal(1),
  at: z.iso.datetime(),
  /** Seconds since the machine started: the age of a look by a clock that nobody sets. */
  uptime: z.number(),
  /** Processes as `[pid, startedAt, cpuSeconds]`, without those that had used nothing. */
  used: z.optional(z.object({ uptime: z.number(), processes: z.array(z.tuple([z.number(), z.number(), z.number()])) })),
  awake: z.optional(AwakeMemory),
  /** The latest moment that anything was seen to move. */
  highest: z.exactOptional(z.iso.datetime()),
  /** What the levels state of idleness, once that was learnt of AWS: it does not change while the app runs. */
  settings: z.exactOptional(z.object({ domain: Level, 'user-profile': Level, space: Level })),
  /** When AWS last refused to tell that, in seconds since the machine started: that it is not known is the answer for a while. */
  refusedAt: z.exactOptional(z.number()),
  /** What a hidden page is answered. Absent: only an agent can tell. */
  stopTime: z.optional(StopTime),
});
export type LookRecord = z.infer<typeof LookRecord>;

/** The file of the looks: written whole or not at all. What is damaged or of another version counts as not there. */
export const lookFile = (file: string, log: (line: string) => void) => new KeptFile(file, LookRecord, log, 'there');

/** What was left in it; nothing where there is none, or it cannot be read, which is logged. */
export async function lastLook(file: KeptFile<typeof LookRecord>, log: (line: string) => void) {
  return file.read().catch((error: unknown) => {
    log(`what looks before have seen cannot be read: ${String(error)}`);
    return undefined;
  });
}

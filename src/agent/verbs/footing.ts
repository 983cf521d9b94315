import type { Whereabouts, Startup, Runtime } from '../configuration';
import type { Jobs } from '../jobs';
import type { lookFile, LookRecord } from '../keep-awake/look-file';
import type { LabServer } from '../lab-server';
import type { Studio } from '../studio';

export interface Looks {
  file: ReturnType<typeof lookFile>;
  before: LookRecord | undefined;
  /** Since when no look has succeeded, if the last ones have not. */
  lost?: { since: string; why: string } | undefined;
}

/** What every verb of the agent stands on. */
export interface Footing {
  startup: Startup;
  whereabouts: Whereabouts;
  runtime: Runtime;
  jobs: Jobs;
  server: LabServer;
  /** Rejects outside Studio, with what to tell. */
  studio(): Promise<Studio>;
  /** Where looks leave what the next one must know, and what was left before this process began. Absent: nowhere. */
  looks?: Looks | undefined;
  /** Until when a question that is asked now waits for a source, as `elapsed` tells. */
  until(): number;
}

import type { Place, Startup, World } from '../configuration';
import type { Jobs } from '../jobs';
import type { LabServer } from '../lab-server';
import type { Studio } from '../studio';

/** What every verb of the agent stands on. */
export interface Footing {
  startup: Startup;
  place: Place;
  world: World;
  jobs: Jobs;
  server: LabServer;
  /** Rejects outside Studio, with what to tell. */
  studio(): Promise<Studio>;
  /** Until when a question that is asked now waits for a source, as `elapsed` tells. */
  until(): number;
}

import type { Clock } from './clock';
import type { Configuration } from './configuration';

/** What says how long something takes, and when it ends. */
export interface Timing {
  clock: Clock;
  configuration: Configuration;
}

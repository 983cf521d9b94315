import * as z from 'zod/mini';
import { App, ThisApp } from './app';
import { Cost } from './cost';
import { Environment } from './environment';
import { Idle } from './idle';
import { Job } from './job';
import { KeepAwake } from './keep-awake';
import { section } from './notice';
import { Repository } from './repository';
import { Space } from './space';

/** All that the panel shows, in one value: `GET api/snapshot`. */
export const Snapshot = z.object({
  takenAt: z.iso.datetime(),
  thisApp: section(ThisApp),
  idle: section(Idle),
  keepAwake: section(KeepAwake),
  apps: section(z.array(App)),
  spaces: section(z.array(Space)),
  cost: section(Cost),
  environments: section(z.array(Environment)),
  repositories: section(z.array(Repository)),
  /** Followed actions that are running or ended in the last minutes. */
  jobs: z.array(Job),
});
export type Snapshot = z.infer<typeof Snapshot>;

import type { Environment } from '../protocol/environment';
import type { Section } from '../protocol/notice';
import type { Snapshot } from '../protocol/snapshot';
import type { CachedSource } from './cached-source';
import type { Runtime } from './configuration';
import type { Jobs } from './jobs';
import type { AwakeWatch } from './keep-awake/awake-watch';
import { settled } from './settled';
import type { Studio } from './studio';

export interface SnapshotParts {
  runtime: Pick<Runtime, 'now' | 'log'>;
  jobs: Jobs;
  environments: CachedSource<Environment[]>;
  watch: AwakeWatch;
  studio(): Promise<Studio>;
  until: number;
  fresh: 'apps' | undefined;
}

/** Asks every source at once; one that fails is told of in its own section, and none holds up the others. */
export async function takeSnapshot({
  runtime,
  jobs,
  environments,
  watch,
  studio,
  until,
  fresh,
}: SnapshotParts): Promise<Snapshot> {
  const place = studio();
  const section = <T>(read: (studio: Studio) => Promise<Section<T>>) => settled(runtime, async () => read(await place));
  const [thisApp, idle, keepAwake, apps, spaces, environmentsSection, repositories] = await Promise.all([
    section((known) => known.thisApp.read({ until })),
    section((known) => known.idle.read({ until })),
    section(() => watch.section()),
    section((known) => known.apps.read({ until, fresh: fresh === 'apps' })),
    section((known) => known.apps.readSpaces({ until })),
    settled(runtime, () => environments.read({ until })),
    section((known) => known.repositories.read({ until })),
  ]);
  const cost = await section(async (known) =>
    known.cost.of({ apps, spaces, idle, person: await known.settings.person({ until }) }),
  );
  return {
    takenAt: runtime.now().toISOString(),
    thisApp,
    idle,
    keepAwake,
    apps,
    spaces,
    cost,
    environments: environmentsSection,
    repositories,
    jobs: jobs.list(),
  };
}

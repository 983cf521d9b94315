import type { FollowedJob, Job } from '../protocol/job';
import type { Snapshot } from '../protocol/snapshot';
import type { FollowPace } from './actions/follow-app';
import type { Whereabouts, Startup, Runtime } from './configuration';
import { elapsed } from './elapsed';
import { Jobs } from './jobs';
import { labServer } from './lab-server';
import { takeSnapshot } from './snapshot';
import { readMetadata } from './sources/metadata';
import { studioOf, type Studio } from './studio';
import { AppVerbs } from './verbs/app-verbs';
import { EnvironmentVerbs } from './verbs/environment-verbs';
import type { Footing, Looks } from './verbs/footing';
import { KeepAwakeVerbs } from './verbs/keep-awake-verbs';
import { ResourceVerbs } from './verbs/resource-verbs';
import { RepositoryVerbs } from './verbs/repository-verbs';

/** How long a snapshot waits for a source before it shows what it knew, in milliseconds. */
const patience = 8_000;

/** What the agent answers, whatever carries the question. Each rejects with what `refusalOf` understands. */
export class Agent {
  readonly apps: AppVerbs;
  readonly environments: EnvironmentVerbs;
  readonly repositories: RepositoryVerbs;
  readonly keepAwake: KeepAwakeVerbs;
  readonly resources: ResourceVerbs;

  /** `looks`: where looks leave what the next one must know, and what was left before this agent. */
  constructor(startup: Startup, whereabouts: Whereabouts, runtime: Runtime, pace: FollowPace, looks?: Looks) {
    let known: Studio | undefined;
    this.on = {
      startup,
      whereabouts,
      runtime,
      looks,
      jobs: new Jobs(runtime),
      server: labServer(startup.server),
      until: () => elapsed(runtime) + patience,
      // Who we are is read until it is known: it does not change while the app runs.
      studio: async () => {
        if (known) return known;
        const metadata = await readMetadata(whereabouts);
        // Two who ask at the same time share what is learnt.
        return (known ??= studioOf(metadata, startup, whereabouts, runtime, this.on.server, looks?.before?.highest));
      },
    };
    this.apps = new AppVerbs(this.on, pace);
    this.environments = new EnvironmentVerbs(this.on);
    this.repositories = new RepositoryVerbs(this.on);
    this.keepAwake = new KeepAwakeVerbs(this.on);
    this.resources = new ResourceVerbs(this.on);
  }

  /** All that the panel shows; `fresh` names the section that an action has just made old. */
  snapshot(fresh?: 'apps'): Promise<Snapshot> {
    const { jobs, studio, until, runtime } = this.on;
    const { source: environments } = this.environments;
    return takeSnapshot({ runtime, jobs, environments, watch: this.keepAwake.watch, studio, until: until(), fresh });
  }

  /** Whether something that was begun goes on. */
  get busy(): boolean {
    return this.on.jobs.list().some(({ outcome }) => outcome.kind === 'running');
  }

  job(id: string): FollowedJob | undefined {
    return this.on.jobs.get(id);
  }

  /** Nothing where there is no job that can be cancelled any more. */
  cancelJob(id: string): Job | undefined {
    return this.on.jobs.cancel(id);
  }

  /** Brings to its end what an agent before this one had begun. */
  async resume(): Promise<void> {
    await Promise.all([this.environments.clearAbandoned(), this.apps.resume()]);
  }

  private readonly on: Footing;
}

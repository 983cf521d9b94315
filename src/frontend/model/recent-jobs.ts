import type { Job } from '../../protocol/job';

/** What has ended well is told for so long. */
const TOLD_MS = 60_000;

/** Leaves out what ended a while ago. What failed stays as long as the agent tells it: somebody has to read it. */
export class RecentJobs {
  readonly #endedAt = new Map<string, number>();

  /** The jobs that are still to be shown at `now`. */
  of(jobs: Job[], now: number): Job[] {
    for (const id of this.#endedAt.keys()) if (!jobs.some((job) => job.id === id)) this.#endedAt.delete(id);
    return jobs.filter(({ id, outcome }) => {
      if (outcome.kind === 'running' || outcome.kind === 'failed') return true;
      const endedAt = this.#endedAt.get(id) ?? now;
      this.#endedAt.set(id, endedAt);
      return now - endedAt < TOLD_MS;
    });
  }
}

import { randomUUID } from 'node:crypto';
import type { Job } from '../protocol/job';
import { noticeOf, Offering } from './notices';

export type Progress = Job['progress'];
const kept = 10 * 60_000;

/** Followed actions: they run on whether or not anyone looks, and are told of for ten minutes after they end. */
export class Jobs {
  constructor(private readonly now: () => Date) {}

  /** Starts `work`; what it resolves to is the closing message, what it rejects with the failure. */
  start(
    what: Pick<Job, 'kind' | 'subject' | 'target'>,
    first: Progress,
    work: (report: (progress: Progress) => void) => Promise<string>,
  ): Job {
    this.forget();
    const id = randomUUID();
    const change = (part: Partial<Job>) => {
      const job = this.jobs.get(id);
      if (job) this.jobs.set(id, { ...job, ...part });
    };
    const end = (outcome: Job['outcome']) => {
      this.ended.set(id, this.now().getTime());
      change({ outcome });
    };
    const job: Job = {
      id,
      ...what,
      startedAt: this.now().toISOString(),
      progress: first,
      outcome: { kind: 'running' },
    };
    this.jobs.set(id, job);
    work((progress) => change({ progress })).then(
      (message) => end({ kind: 'done', message }),
      (error: unknown) =>
        end({ kind: 'failed', notice: noticeOf(error), ...(error instanceof Offering && { offer: error.offer }) }),
    );
    return job;
  }

  get(id: string): Job | undefined {
    this.forget();
    return this.jobs.get(id);
  }

  list(): Job[] {
    this.forget();
    return [...this.jobs.values()];
  }

  private forget(): void {
    for (const [id, at] of this.ended) {
      if (this.now().getTime() - at < kept) continue;
      this.ended.delete(id);
      this.jobs.delete(id);
    }
  }

  private readonly jobs = new Map<string, Job>();
  private readonly ended = new Map<string, number>();
}

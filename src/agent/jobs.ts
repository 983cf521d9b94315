import { randomUUID } from 'node:crypto';
import type { FollowedJob, Job } from '../protocol/job';
import { english } from '../protocol/worded';
import { elapsed, type Clock } from './elapsed';
import { JobLog } from './job-log';
import { noticeOf, Offering } from './notices';
import { say, type Message } from '../protocol/message';

export type Progress = Job['progress'];
export type Report = (progress: Progress) => void;
const kept = 10 * 60_000;

/** What a job's work is given besides the report of its progress. */
export interface Following {
  /** Takes what a program wrote, for `GET api/jobs/:id`. */
  log(text: string): void;
  /** Aborted when the user cancels, which is possible where the job is `cancellable`. */
  cancelled: AbortSignal;
}

/** What the work of a job rejects with when it has ended because the user cancelled it, with the closing message. */
export class Cancelled extends Error {
  constructor(readonly closing: Message) {
    super(english(closing));
  }
}

interface Known {
  job: Job;
  log: JobLog;
  cancelling: AbortController;
  /** As `elapsed` tells. */
  endedAt?: number;
}

/** Followed actions: they run on whether or not anyone looks, and are told of for ten minutes after they end. */
export class Jobs {
  constructor(private readonly clock: Clock) {}

  /** Starts `work`; what it resolves to is the closing message, what it rejects with the failure. */
  start(
    what: Pick<Job, 'kind' | 'subject' | 'target' | 'cancellable'>,
    first: Progress,
    work: (report: Report, following: Following) => Promise<Message>,
  ): Job {
    this.forget();
    const id = randomUUID();
    const job: Job = {
      id,
      ...what,
      startedAt: this.clock.now().toISOString(),
      progress: first,
      outcome: { kind: 'running' },
    };
    const known: Known = { job, log: new JobLog(), cancelling: new AbortController() };
    this.jobs.set(id, known);
    const end = (outcome: Job['outcome']) => {
      known.job = { ...known.job, outcome };
      known.endedAt = elapsed(this.clock);
    };
    const report: Report = (progress) => {
      if (!known.cancelling.signal.aborted) known.job = { ...known.job, progress };
    };
    const following = { log: (text: string) => known.log.add(text), cancelled: known.cancelling.signal };
    work(report, following).then(
      (message) => end({ kind: 'done', message }),
      (error: unknown) => end(failed(error)),
    );
    return job;
  }

  get(id: string): FollowedJob | undefined {
    this.forget();
    const known = this.jobs.get(id);
    return known && { ...known.job, log: known.log.lines };
  }

  list(): Job[] {
    this.forget();
    return [...this.jobs.values()].map(({ job }) => job);
  }

  /** Asks a job to end. Nothing where there is none that can be cancelled any more. */
  cancel(id: string): Job | undefined {
    const known = this.jobs.get(id);
    if (!known?.job.cancellable || known.job.outcome.kind !== 'running') return undefined;
    known.cancelling.abort();
    known.job = { ...known.job, progress: { label: say('cancelling') } };
    return known.job;
  }

  private forget(): void {
    for (const [id, { endedAt }] of this.jobs) {
      if (endedAt !== undefined && elapsed(this.clock) - endedAt >= kept) this.jobs.delete(id);
    }
  }

  private readonly jobs = new Map<string, Known>();
}

function failed(error: unknown): Job['outcome'] {
  if (error instanceof Cancelled) return { kind: 'cancelled', message: error.closing };
  return { kind: 'failed', notice: noticeOf(error), ...(error instanceof Offering && { offer: error.offer }) };
}

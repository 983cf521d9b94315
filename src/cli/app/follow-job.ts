import { setTimeout as wait } from 'node:timers/promises';
import { FollowedJob, Job } from '../../protocol/job';
import { CommandError, type Host } from '../host';
import type { AgentClient } from './agent-client';
import { newLines } from './new-lines';
import { plainText } from '../../protocol/plain-text';
import { noticeLine, saidIn } from './text/notices';
import { printedJson } from './text/printed-json';

/** How often a job is asked how it stands, in milliseconds. */
const pace = 300;

/**
 * Follows a job to its end, with what its programs write as it comes; Ctrl-C cancels it. Prints the closing message, or
 * the job with `--json`. Throws a CommandError where it failed or was cancelled.
 */
export async function followJob(
  host: Host,
  agent: AgentClient,
  started: Job,
  json: boolean | undefined,
): Promise<void> {
  // From here on Ctrl-C is for the job: it is listened to before anything is told.
  const { ending } = host;
  let told: string[] = [];
  let label = '';
  let cancelling = false;
  for (;;) {
    const job = await agent.get(`api/jobs/${started.id}`, FollowedJob);
    const ended = job.outcome.kind !== 'running';
    // The last line may not be whole yet.
    const whole = ended ? job.log : job.log.slice(0, -1);
    for (const line of newLines(told, whole)) host.tell(`  ${plainText(line)}`);
    told = whole;
    const now = saidIn(job.progress.label);
    if (!ended && now !== label) host.tell(`… ${(label = now)}`);
    if (ended) return close(host, job, json);
    if (ending.aborted && !cancelling) {
      cancelling = true;
      if (!job.cancellable) throw new CommandError('this can’t be cancelled and goes on');
      await agent.post(`api/jobs/${job.id}/cancel`, {}, Job);
    }
    await wait(pace, undefined, cancelling ? {} : { signal: ending }).catch(() => undefined);
  }
}

function close(host: Host, job: FollowedJob, json: boolean | undefined): void {
  if (json) host.print(printedJson(job));
  const { outcome } = job;
  if (outcome.kind === 'failed') throw new CommandError(noticeLine(outcome.notice));
  if (outcome.kind === 'cancelled') throw new CommandError(saidIn(outcome.message));
  if (!json && outcome.kind === 'done') host.print(saidIn(outcome.message));
}

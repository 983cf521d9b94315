import path from 'node:path';
import type { Environment } from '../../../protocol/environment';
import type { Job } from '../../../protocol/job';
import { condaArguments, condaVariables, type CondaTask, type CondaTool } from '../../../studio/conda/command-line';
import { condaStep } from '../../../studio/conda/progress';
import { condaTrouble, type Doing } from '../../../studio/conda/trouble';
import type { Whereabouts, Runtime } from '../../configuration';
import { EnvironmentLock, inUse, type LockParts } from '../../environment-lock';
import { JobLog } from '../../job-log';
import { Cancelled, type Following, type Jobs, type Report } from '../../jobs';
import type { LabServer } from '../../lab-server';
import { NoticeError } from '../../notices';
import { runGroup } from '../../process-group';
import type { EnvironmentsReader } from '../../sources/environments';
import { say, type Message } from '../../../protocol/message';

export interface EnvironmentParts {
  whereabouts: Whereabouts;
  runtime: Runtime;
  jobs: Jobs;
  /** Nothing where no Jupyter server runs. */
  server: LabServer | undefined;
  /** `sys.prefix` of the Jupyter server's Python. */
  serverPrefix: string;
  /** The Jupyter server's root folder. */
  rootDir: string;
  /** Where locks are kept. */
  kept: string;
  reader: EnvironmentsReader;
}

/** What an action on an environment works with: its report, its log, and the lock that is its own until it ends. */
export interface Changing extends Following {
  report: Report;
  lock: EnvironmentLock;
}

/** How long a program that was cancelled has to end by itself, in milliseconds. */
export const grace = 5_000;

export const lockParts = ({ kept, whereabouts, serverPrefix, runtime }: EnvironmentParts): LockParts => ({
  whereabouts,
  runtime,
  folder: path.join(kept, 'locks'),
  python: path.join(serverPrefix, 'bin', 'python3'),
});

/**
 * Takes the lock of an environment, looks with `check` whether it can be, and starts the job that changes it. Rejects
 * with a `Refusal` where it cannot begin. There is never a second one on the same environment.
 */
export async function changeEnvironment(
  parts: EnvironmentParts,
  { name, prefix }: Pick<Environment, 'name' | 'prefix'>,
  kind: Job['kind'],
  check: () => Promise<unknown>,
  work: (changing: Changing) => Promise<Message>,
): Promise<Job> {
  const lock = await EnvironmentLock.take(lockParts(parts), prefix);
  if (!lock) throw inUse(name);
  try {
    await check();
  } catch (error) {
    await lock.release();
    throw error;
  }
  const what = { kind, subject: name, target: { kind: 'environment', prefix }, cancellable: true } as const;
  return parts.jobs.start(what, { label: say('starting') }, (report, following) =>
    work({ ...following, report, lock }).finally(() => lock.release()),
  );
}

/**
 * Does a task with conda's program: what it writes goes to the log, how far it is to the report. Rejects with what went
 * wrong in the program's own decisive lines, or as `Cancelled`.
 */
export async function runConda(
  { whereabouts, runtime }: Pick<EnvironmentParts, 'whereabouts' | 'runtime'>,
  tool: CondaTool,
  { cancelled, lock, log, report }: Changing,
  task: CondaTask,
  doing: Doing,
): Promise<void> {
  const args = condaArguments(tool, task);
  const written = new JobLog();
  log(`$ ${tool.program} ${args.join(' ')}\n`);
  report({ label: say('starting-program', { program: tool.program }) });
  const code = await runGroup(tool.path, args, {
    variables: { ...whereabouts.variables, ...condaVariables },
    held: lock.descriptor,
    cancelled,
    grace,
    runtime,
    onText: (text) => {
      log(text);
      written.add(text);
      const label = condaStep(text);
      if (label !== undefined) report({ label });
    },
  });
  if (cancelled.aborted)
    throw new Cancelled(
      'making' in doing
        ? say('making-cancelled', { name: doing.making })
        : say('install-cancelled', { name: doing.installing }),
    );
  if (code !== 0) throw new NoticeError(condaTrouble(written.lines, { doing, program: tool.program }));
}

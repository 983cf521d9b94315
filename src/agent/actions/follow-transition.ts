import type { StudioApp } from '../../aws/app';
import { AwsError } from '../../aws/errors';
import type { AppKey } from '../../protocol/app';
import type { Job } from '../../protocol/job';
import type { Jobs } from '../jobs';
import { noticeOf, Offering, Told } from '../notices';
import type { Transition, Transitions } from '../transitions';
import { followApp, nameOf, polled, type FollowParts } from './follow-app';
import type { ActOnAppParts } from './stop-app';

export interface TransitionParts extends FollowParts, Pick<ActOnAppParts, 'follow'> {
  jobs: Jobs;
  transitions: Transitions;
}

/** Takes up what an agent before this one had begun. */
export async function resumeTransitions(parts: TransitionParts, unfinished: Transition[]): Promise<void> {
  await Promise.all(unfinished.map((transition) => followTransition(parts, transition, 'before')));
}

/** Follows a transition that has begun, here or by an agent `before` this one. */
export async function followTransition(
  parts: TransitionParts,
  transition: Transition,
  begun: 'here' | 'before' = 'here',
): Promise<Job> {
  const { key, kind } = transition;
  // An app that is starting runs on without us: what cannot be kept is worth a line in the log.
  if (kind === 'start-app') await parts.transitions.begin(transition).catch(unkept(parts));
  const what = { kind, subject: nameOf(key), target: { kind: 'app', key } } as const;
  return parts.jobs.start(
    what,
    { label: kind === 'start-app' ? 'Starting' : 'Step 1 of 2: stopping' },
    async (report) => {
      try {
        return await carriedOut(parts, transition, begun, report);
      } catch (error) {
        parts.follow(key, undefined);
        throw error;
      } finally {
        // An agent that ends with its server leaves the rest to the next one.
        if (!parts.world.ending.aborted) await parts.transitions.end(transition).catch(unkept(parts));
      }
    },
  );
}

const unkept = (parts: TransitionParts) => (error: unknown) =>
  parts.world.log(`what is under way can not be kept: ${error instanceof Error ? error.message : String(error)}`);

/** Does what is left to do of a transition, which DescribeApp tells: also when another agent has done a part of it. */
async function carriedOut(
  parts: TransitionParts,
  { kind, key, spec, before }: Transition,
  begun: 'here' | 'before',
  report: (progress: Job['progress']) => void,
): Promise<string> {
  const see = (step: string) => (status: Parameters<typeof parts.follow>[1]) => {
    parts.follow(key, status);
    report({ label: `${step} (${status})` });
  };
  const failing = (state: string) => (error: unknown) => {
    throw notStarted(`${nameOf(key)} ${state} on ${spec.instanceType}`, before, error);
  };
  const starting = kind === 'start-app' ? 'Starting' : 'Step 2 of 2: starting';
  const stopped =
    kind === 'start-app' || (begun === 'before' && (await isThere(parts, key, spec.instanceType, before)));
  if (!stopped) {
    await followApp(parts, key, 'Deleted', see('Step 1 of 2: stopping')).catch(
      failing('is being stopped, and was not started'),
    );
    report({ label: starting });
    await createdWhenFree(parts, key, spec).catch(failing('is stopped, and was not started'));
  }
  const started = followApp(parts, key, 'InService', see(starting));
  await (kind === 'restart-app' ? started.catch(failing('does not run yet')) : started);
  return `${nameOf(key)} is running on ${spec.instanceType}.`;
}

/**
 * Whether the app that an agent before this one was to make is there already. Rejects where the old one still runs: then
 * that agent ended before it had stopped anything, and nothing is stopped behind the user's back now.
 */
async function isThere(
  parts: TransitionParts,
  key: AppKey,
  instanceType: string,
  before: string | undefined,
): Promise<boolean> {
  const app = await described(parts, key);
  if (app?.status !== 'Pending' && app?.status !== 'InService') return false;
  if (app.instanceType === instanceType) return true;
  throw new Told({
    code: 'failed',
    message: `${nameOf(key)} was not restarted: it still runs on ${app.instanceType ?? before ?? 'what it ran on'}.`,
    remedy: 'Restart it again.',
  });
}

/** The app as Studio has it, asked until it is answered; nothing where there is none. */
async function described(parts: TransitionParts, key: AppKey): Promise<StudioApp | undefined> {
  const { describeApp } = await import('../../aws/studio-api');
  let app: StudioApp | undefined;
  const answered = await polled(parts, async () => {
    app = await describeApp(await parts.sagemaker(), parts.domainId, key).catch((error: unknown) => {
      if (error instanceof AwsError && error.failure.kind === 'not-found') return undefined;
      throw error;
    });
    return true;
  });
  if (answered) return app;
  throw new Told({ code: 'unreachable', message: `Studio does not say what became of ${nameOf(key)}.` });
}

/**
 * Starts the app as soon as that can be: a space's volume is free again only a while after its app is gone, "storage is
 * not in Available status" until then; and what was lost on its way or throttled is asked again. An app that is there
 * already is the one that was asked for by a call whose answer was lost.
 */
async function createdWhenFree(parts: TransitionParts, key: AppKey, spec: Transition['spec']): Promise<void> {
  const { createApp } = await import('../../aws/studio-api');
  const done = await polled({ ...parts, pace: { ...parts.pace, first: 0 } }, async () => {
    try {
      await createApp(await parts.sagemaker(), parts.domainId, key, spec);
      return true;
    } catch (error) {
      if (!(error instanceof AwsError) || error.failure.kind !== 'conflict') throw error;
      if (/not in Available/.test(error.message)) return false;
      const app = await described(parts, key);
      if (app?.instanceType === spec.instanceType && (app.status === 'Pending' || app.status === 'InService'))
        return true;
      throw error;
    }
  });
  if (!done) throw new Told({ code: 'failed', message: `The volume of ${nameOf(key)} is still not free.` });
}

/** Told exactly: what state the app is in, that its files are kept, and what it ran on before is offered. */
function notStarted(state: string, before: string | undefined, error: unknown): Told {
  const { message, remedy, ...rest } = noticeOf(error);
  const notice = {
    ...rest,
    message: `${state}: ${message} Its files are kept.`,
    remedy:
      [remedy, before && `Or start it again on ${before}, as before.`].filter(Boolean).join(' ') ||
      'Start it again on another instance type.',
  };
  return before === undefined ? new Told(notice) : new Offering(notice, { instanceType: before });
}

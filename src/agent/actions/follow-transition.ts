import type { StudioApp } from '../../aws/app';
import { AwsError } from '../../aws/errors';
import type { AppKey } from '../../protocol/app';
import type { Job } from '../../protocol/job';
import type { Notice } from '../../protocol/notice';
import type { Jobs } from '../jobs';
import { noticeOf, Offering, NoticeError } from '../notices';
import type { Transition, Transitions } from '../transitions';
import { followApp, nameOf, placeOf, polled, type FollowParts } from './follow-app';
import type { ActOnAppParts } from './stop-app';
import { say, type Message } from '../../protocol/message';

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
  const what = { kind, subject: placeOf(key), target: { kind: 'app', key } } as const;
  return parts.jobs.start(what, { label: say(kind === 'start-app' ? 'starting' : 'step-stopping') }, async (report) => {
    try {
      return await carriedOut(parts, transition, begun, report);
    } catch (error) {
      parts.follow(key, undefined);
      throw error;
    } finally {
      // An agent that ends with its server leaves the rest to the next one.
      if (!parts.runtime.ending.aborted) await parts.transitions.end(transition).catch(unkept(parts));
    }
  });
}

const unkept = (parts: TransitionParts) => (error: unknown) =>
  parts.runtime.log(`what is under way can not be kept: ${error instanceof Error ? error.message : String(error)}`);

/** Does what is left to do of a transition, which DescribeApp tells: also when another agent has done a part of it. */
async function carriedOut(
  parts: TransitionParts,
  { kind, key, spec, before }: Transition,
  begun: 'here' | 'before',
  report: (progress: Job['progress']) => void,
): Promise<Message> {
  const see = (label: Message) => (status: Parameters<typeof parts.follow>[1]) => {
    parts.follow(key, status);
    report({ label });
  };
  const failing = (state: State) => (error: unknown) => {
    const { message, ...rest } = noticeOf(error);
    const told = say(state, { app: nameOf(key), instanceType: spec.instanceType, why: message });
    throw notStarted({ ...rest, message: told }, before);
  };
  const starting = say(kind === 'start-app' ? 'starting' : 'step-starting');
  const stopped =
    kind === 'start-app' || (begun === 'before' && (await isThere(parts, key, spec.instanceType, before)));
  if (!stopped) {
    await followApp(parts, key, 'Deleted', see(say('step-stopping'))).catch(failing('being-stopped-not-started'));
    report({ label: starting });
    await createdWhenFree(parts, key, spec).catch(failing('stopped-not-started'));
  }
  const started = followApp(parts, key, 'InService', see(starting));
  await (kind === 'restart-app' ? started.catch(failing('not-running-yet')) : started);
  return say('app-running-on', { app: nameOf(key), instanceType: spec.instanceType });
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
  const still = app.instanceType ?? before;
  throw new NoticeError({
    code: 'failed',
    message:
      still === undefined
        ? say('app-not-restarted-unknown', { app: nameOf(key) })
        : say('app-not-restarted', { app: nameOf(key), instanceType: still }),
    remedy: say('restart-again'),
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
  throw new NoticeError({ code: 'unreachable', message: say('fate-unknown', { app: nameOf(key) }) });
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
  if (!done) throw new NoticeError({ code: 'failed', message: say('volume-not-free', { app: nameOf(key) }) });
}

type State = 'being-stopped-not-started' | 'stopped-not-started' | 'not-running-yet';

/** Told exactly: what state the app is in, that its files are kept, and what it ran on before is offered. */
function notStarted({ remedy, ...notice }: Notice, before: string | undefined): NoticeError {
  if (before === undefined) return new NoticeError({ ...notice, remedy: remedy ?? say('start-on-other-type') });
  const again = remedy ? say('or-start-on-before', { remedy, before }) : say('start-on-before', { before });
  return new Offering({ ...notice, remedy: again }, { instanceType: before });
}

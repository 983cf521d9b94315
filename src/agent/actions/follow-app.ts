import { setTimeout as wait } from 'node:timers/promises';
import type { SageMaker } from '../../aws/client';
import { AwsError } from '../../aws/errors';
import type { AppKey, AppStatus } from '../../protocol/app';
import type { Runtime } from '../configuration';
import { elapsed } from '../elapsed';
import { NoticeError } from '../notices';
import { say, type Message } from '../../protocol/message';

/** How something that takes minutes is followed, in milliseconds. */
export interface FollowPace {
  first: number;
  longest: number;
  /** "Up to 20 minutes" have been seen (fact sheet, section 4). */
  giveUp: number;
}
export const followPace: FollowPace = { first: 5_000, longest: 20_000, giveUp: 30 * 60_000 };

export interface FollowParts {
  runtime: Pick<Runtime, 'now' | 'uptime' | 'ending' | 'log'>;
  sagemaker(): Promise<SageMaker>;
  domainId: string;
  pace: FollowPace;
}

/**
 * Asks of an app, ever more slowly, until it has come to `goal`; tells each state that is seen. Rejects with what to tell
 * the user where it ends in another state, is refused, or takes too long.
 */
export async function followApp(
  parts: FollowParts,
  key: AppKey,
  goal: 'InService' | 'Deleted',
  seen: (status: AppStatus) => void,
): Promise<void> {
  const { describeApp } = await import('../../aws/studio-api');
  const arrived = await polled(parts, async () => {
    const { status, failureReason } = await describeApp(await parts.sagemaker(), parts.domainId, key);
    seen(status);
    if (status === goal) return true;
    if (status === 'Failed')
      throw new NoticeError({
        code: 'failed',
        message: say(goal === 'Deleted' ? 'app-failed-stopping' : 'app-failed-starting', {
          app: nameOf(key),
          why: failureReason ?? say('aws-no-reason'),
        }),
      });
    if (status === 'Deleted')
      throw new NoticeError({ code: 'failed', message: say('app-stopped-while-starting', { app: nameOf(key) }) });
    return false;
  }).catch((error: unknown) => {
    if (!(error instanceof AwsError) || error.failure.kind !== 'not-found' || goal !== 'Deleted') throw error;
    seen('Deleted');
    return true;
  });
  if (arrived) return;
  throw new NoticeError({
    code: 'failed',
    message: say(goal === 'Deleted' ? 'app-still-stopping' : 'app-still-starting', {
      app: nameOf(key),
      minutes: Math.round(parts.pace.giveUp / 60_000),
    }),
    remedy: say('look-in-console'),
  });
}

/** Asks until it is answered true, ever more slowly; false where that took too long. */
export async function polled(
  { runtime, pace: { first, longest, giveUp } }: Pick<FollowParts, 'runtime' | 'pace'>,
  ask: () => Promise<boolean>,
): Promise<boolean> {
  const started = elapsed(runtime);
  let pause = first;
  while (elapsed(runtime) - started < giveUp) {
    // Nothing keeps the agent alive for this: it ends with the server.
    await wait(pause, undefined, { signal: runtime.ending, ref: false });
    // The first pause may be none at all.
    pause = Math.min(Math.max(pause, 1_000) * 1.25, longest);
    try {
      if (await ask()) return true;
    } catch (error) {
      const kind = error instanceof AwsError ? error.failure.kind : undefined;
      if (kind === 'throttled') pause = longest;
      // A call that failed on its way says nothing about the app; a refused one will be refused again.
      else if (kind !== 'unreachable') throw error;
    }
  }
  return false;
}

/** `JupyterLab in ana-geo`. */
export function nameOf({ appType, owner }: AppKey): Message {
  return say('app-in-place', { appType, place: placeOf({ owner }) });
}

/** What an app is called by: its space, or its user profile. */
export const placeOf = ({ owner }: Pick<AppKey, 'owner'>): string =>
  owner.kind === 'space' ? owner.spaceName : owner.userProfileName;

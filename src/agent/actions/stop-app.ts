import { setTimeout as wait } from 'node:timers/promises';
import type { SageMaker } from '../../aws/client';
import { AwsError } from '../../aws/errors';
import type { App, AppKey, AppStatus } from '../../protocol/app';
import type { Job } from '../../protocol/job';
import type { Section } from '../../protocol/notice';
import { sameApp } from '../../studio/app-list';
import type { World } from '../configuration';
import type { Jobs } from '../jobs';
import { Told } from '../notices';
import { Refusal } from '../refusal';

/** How an app is followed while it stops, in milliseconds. */
export interface FollowPace {
  first: number;
  longest: number;
  /** "Up to 20 minutes" have been seen (fact sheet, section 4). */
  giveUp: number;
}
export const followPace: FollowPace = { first: 5_000, longest: 20_000, giveUp: 30 * 60_000 };

export interface StopAppParts {
  world: Pick<World, 'now' | 'ending'>;
  jobs: Jobs;
  sagemaker(): Promise<SageMaker>;
  domainId: string;
  /** "My apps", asked afresh or not: only those may be stopped. */
  apps(fresh: boolean): Promise<Section<App[]>>;
  follow(key: AppKey, status: AppStatus | undefined): void;
  pace: FollowPace;
}

/** Asks Studio to delete the app, and follows it until it is gone. Rejects with a `Refusal` or `AwsError`. */
export async function stopApp(parts: StopAppParts, key: AppKey): Promise<Job> {
  const app = await mine(parts, key);
  if (app.status === 'Deleting' || app.status === 'Deleted') {
    const message = `${nameOf(app.key)} is already ${app.status === 'Deleted' ? 'stopped' : 'being stopped'}.`;
    throw new Refusal(409, 'conflict', { code: 'failed', message });
  }
  const { deleteApp } = await import('../../aws/studio-api');
  await deleteApp(await parts.sagemaker(), parts.domainId, app.key);
  parts.follow(app.key, 'Deleting');
  const what = { kind: 'stop-app', subject: nameOf(app.key), target: { kind: 'app', key: app.key } } as const;
  return parts.jobs.start(what, { label: 'Deleting' }, async (report) => {
    try {
      await untilDeleted(parts, app.key, (status) => {
        parts.follow(app.key, status);
        report({ label: status });
      });
    } catch (error) {
      parts.follow(app.key, undefined);
      throw error;
    }
    return `${nameOf(app.key)} is stopped.`;
  });
}

async function mine(parts: StopAppParts, key: AppKey): Promise<App> {
  for (const fresh of [false, true]) {
    const section = await parts.apps(fresh);
    const app = section.state === 'ready' ? section.value.find((candidate) => sameApp(candidate.key, key)) : undefined;
    if (app) return app;
    const [trouble] = section.notices;
    if (section.state === 'missing' && trouble) throw new Refusal(502, 'failed', trouble);
  }
  throw new Refusal(404, 'not-found', {
    code: 'not-found',
    message: `${nameOf(key)} is not among your apps.`,
    remedy: 'Refresh the panel.',
  });
}

async function untilDeleted(parts: StopAppParts, key: AppKey, seen: (status: AppStatus) => void): Promise<void> {
  const { describeApp } = await import('../../aws/studio-api');
  const { first, longest, giveUp } = parts.pace;
  const started = parts.world.now().getTime();
  let pause = first;
  while (parts.world.now().getTime() - started < giveUp) {
    // Nothing keeps the agent alive for this: it ends with the server.
    await wait(pause, undefined, { signal: parts.world.ending, ref: false });
    pause = Math.min(pause * 1.25, longest);
    try {
      const { status, failureReason } = await describeApp(await parts.sagemaker(), parts.domainId, key);
      seen(status);
      if (status === 'Deleted') return;
      if (status === 'Failed')
        throw new Told({
          code: 'failed',
          message: `${nameOf(key)} failed while it was stopped: ${failureReason ?? 'no reason given'}.`,
        });
    } catch (error) {
      const kind = error instanceof AwsError ? error.failure.kind : undefined;
      if (kind === 'not-found') return seen('Deleted');
      if (kind === 'throttled') pause = longest;
      // A call that failed on its way says nothing about the app; a refused one will be refused again.
      else if (kind !== 'unreachable') throw error;
    }
  }
  throw new Told({
    code: 'failed',
    message: `${nameOf(key)} is still being stopped after ${Math.round(giveUp / 60_000)} minutes.`,
    remedy: 'Look at it in the Studio console.',
  });
}

function nameOf({ appType, owner }: AppKey): string {
  return `${appType} in ${owner.kind === 'space' ? owner.spaceName : owner.userProfileName}`;
}

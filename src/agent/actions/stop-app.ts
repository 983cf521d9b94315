import type { App, AppKey, AppStatus } from '../../protocol/app';
import type { Job } from '../../protocol/job';
import type { Section } from '../../protocol/notice';
import { sameApp } from '../../protocol/app-identity';
import type { Jobs } from '../jobs';
import { Refusal } from '../refusal';
import { followApp, nameOf, placeOf, type FollowParts } from './follow-app';
import { say } from '../../protocol/message';

export interface ActOnAppParts extends FollowParts {
  jobs: Jobs;
  /** "My apps", asked afresh or not: only those may be acted on. */
  apps(fresh: boolean): Promise<Section<App[]>>;
  follow(key: AppKey, status: AppStatus | undefined): void;
}

/** Asks Studio to delete the app, and follows it until it is gone. Rejects with a `Refusal` or `AwsError`. */
export async function stopApp(parts: ActOnAppParts, key: AppKey): Promise<Job> {
  const app = await ownApp(parts, key);
  if (app.status === 'Deleting' || app.status === 'Deleted') {
    const already = app.status === 'Deleted' ? 'app-already-stopped' : 'app-already-stopping';
    const message = say(already, { app: nameOf(app.key) });
    throw new Refusal(409, 'conflict', { code: 'failed', message });
  }
  const { deleteApp } = await import('../../aws/studio-api');
  await deleteApp(await parts.sagemaker(), parts.domainId, app.key);
  parts.follow(app.key, 'Deleting');
  const what = { kind: 'stop-app', subject: placeOf(app.key), target: { kind: 'app', key: app.key } } as const;
  return parts.jobs.start(what, { label: say('stopping') }, async () => {
    try {
      await followApp(parts, app.key, 'Deleted', (status) => {
        parts.follow(app.key, status);
      });
    } catch (error) {
      parts.follow(app.key, undefined);
      throw error;
    }
    return say('app-stopped', { app: nameOf(app.key) });
  });
}

/** The app as it is listed among one's own. Rejects with a `Refusal` where it is not. */
export async function ownApp(parts: ActOnAppParts, key: AppKey): Promise<App> {
  for (const fresh of [false, true]) {
    const section = await parts.apps(fresh);
    const app = section.state === 'ready' ? section.value.find((candidate) => sameApp(candidate.key, key)) : undefined;
    if (app) return app;
    const [trouble] = section.notices;
    if (section.state === 'missing' && trouble) throw new Refusal(502, 'failed', trouble);
  }
  throw new Refusal(404, 'not-found', {
    code: 'not-found',
    message: say('not-your-app', { app: nameOf(key) }),
    remedy: say('refresh-panel'),
  });
}

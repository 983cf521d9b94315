import type { App } from '../../protocol/app';
import { sameApp, sameName } from '../../protocol/app-identity';
import type { Job } from '../../protocol/job';

/** The newest action that was followed for an app, or for the space that it is in. */
export function newestJob(jobs: Job[], app: App | undefined, spaceName: string | undefined): Job | undefined {
  return jobs
    .filter(({ target }) => {
      if (target.kind === 'space') return sameName(target.spaceName, spaceName);
      if (target.kind !== 'app') return false;
      const { owner } = target.key;
      return app ? sameApp(target.key, app.key) : owner.kind === 'space' && sameName(owner.spaceName, spaceName);
    })
    .at(-1);
}

import * as React from 'react';
import type { App } from '../../protocol/app';
import { sameApp, sameName } from '../../protocol/app-identity';
import type { Job } from '../../protocol/job';
import type { Acting } from '../elements/acting';
import { JobView } from '../elements/job-view';
import { TextButton } from '../elements/text-button';
import type { AppsProps } from './props';

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

interface SpaceJobProps extends AppsProps {
  job: Job;
  spaceName: string | undefined;
  acting: Acting;
}

/** What goes on in a row. Where a restart left an app stopped, what it ran on before is offered. */
export function SpaceJob({ acting, job, requests, spaceName, trans }: SpaceJobProps) {
  const offer = job.outcome.kind === 'failed' ? job.outcome.offer : undefined;
  return (
    <>
      <JobView job={job} trans={trans} />
      {offer && spaceName !== undefined && (
        <TextButton
          disabled={acting.busy}
          tabIndex={-1}
          onClick={() => acting.act(() => requests.start({ spaceName, instanceType: offer.instanceType }))}
        >
          {trans.__('Start on %1', offer.instanceType)}
        </TextButton>
      )}
    </>
  );
}

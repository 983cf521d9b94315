import * as React from 'react';
import type { Job } from '../../protocol/job';
import type { Acting } from '../elements/acting';
import { JobView } from '../elements/job-view';
import { TextButton } from '../elements/text-button';
import type { AppsProps } from './props';

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

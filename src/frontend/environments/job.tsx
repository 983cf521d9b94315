import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Job } from '../../protocol/job';
import { useActing } from '../elements/acting';
import { JobView } from '../elements/job-view';
import { NoticeView } from '../elements/notice-view';
import { TextButton } from '../elements/text-button';
import { JobLogView } from './job-log-view';
import type { EnvironmentRequests } from './requests';

interface EnvironmentJobProps {
  job: Job;
  requests: EnvironmentRequests;
  trans: TranslationBundle;
}

/** How an action on an environment goes, with its log, and what ends it. */
export function EnvironmentJob({ job, requests, trans }: EnvironmentJobProps) {
  const { act, busy, trouble } = useActing();
  const running = job.outcome.kind === 'running';
  return (
    <>
      <JobView job={job} trans={trans} />
      {running && job.cancellable && (
        <TextButton
          label={trans.__('Cancel: %1', job.subject)}
          disabled={busy}
          tabIndex={-1}
          onClick={() => act(() => requests.cancel(job.id))}
        >
          {trans.__('Cancel')}
        </TextButton>
      )}
      <JobLogView job={job} requests={requests} trans={trans} />
      {trouble && <NoticeView notice={trouble} trans={trans} />}
    </>
  );
}

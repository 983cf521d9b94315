import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Job } from '../../protocol/job';
import type { SnapshotModel } from '../model/snapshot-model';
import { useActing } from '../elements/acting';
import { JobLogView } from './job-log-view';
import { JobView } from '../elements/job-view';
import { NoticeView } from '../elements/notice-view';

interface EnvironmentJobProps {
  job: Job;
  model: SnapshotModel;
  trans: TranslationBundle;
}

/** How an action on an environment goes, with its log, and what ends it. */
export function EnvironmentJob({ job, model, trans }: EnvironmentJobProps) {
  const { act, busy, trouble } = useActing();
  const running = job.outcome.kind === 'running';
  return (
    <>
      <JobView job={job} trans={trans} />
      {running && job.cancellable && (
        <button
          type="button"
          className="studiolo-TextButton"
          aria-disabled={busy}
          aria-label={trans.__('Cancel: %1', job.subject)}
          onClick={() => act(() => model.environments.cancel(job.id))}
        >
          {trans.__('Cancel')}
        </button>
      )}
      <JobLogView job={job} actions={model.environments} trans={trans} />
      {trouble && <NoticeView notice={trouble} trans={trans} />}
    </>
  );
}

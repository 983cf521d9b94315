import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Job } from '../../protocol/job';
import { worded } from '../../protocol/worded';
import { jobTitle } from '../texts/job-title';
import { NoticeView } from './notice-view';

/** How a followed action goes, and how it ended. Told to screen readers as it changes. */
export function JobView({ job, trans }: { job: Job; trans: TranslationBundle }) {
  if (job.outcome.kind === 'failed') return <NoticeView notice={job.outcome.notice} trans={trans} />;
  const { fraction, label } = job.progress;
  const percent = fraction === undefined ? undefined : Math.round(fraction * 100);
  return (
    <div className="studiolo-Job">
      <span role="status">{worded('message' in job.outcome ? job.outcome.message : label, trans)}</span>
      {job.outcome.kind === 'running' && (
        <div
          className={`studiolo-Progress ${percent === undefined ? 'studiolo-mod-unmeasured' : ''}`}
          role="progressbar"
          aria-label={jobTitle(job, trans)}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
        >
          <div style={{ width: `${percent ?? 30}%` }} />
        </div>
      )}
      {percent !== undefined && job.outcome.kind === 'running' && (
        <span className="studiolo-Quiet">{trans.__('%1 %', percent)}</span>
      )}
    </div>
  );
}

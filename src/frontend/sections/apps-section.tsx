import { stopIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import type { App, AppStatus } from '../../protocol/app';
import type { Job } from '../../protocol/job';
import type { Snapshot } from '../../protocol/snapshot';
import { confirmStop } from '../dialogs/stop-app';
import { clockTime, fullTime } from '../texts/clock-time';
import { durationText } from '../texts/duration';
import { useActing } from './acting';
import { idOf, placeOf } from './app-place';
import { sizeText } from './instance';
import { JobView } from './job-view';
import { NoticeView } from './notice-view';
import { type SectionProps, SectionView, WithView } from './section';

/** Every app of the user in the domain; the agent has put those that cost money first. */
export function AppsSection(props: SectionProps) {
  const { model, trans } = props;
  return (
    <WithView model={model}>
      {(view) => (
        <SectionView view={view} of={(snapshot) => snapshot.apps} trans={trans}>
          {(apps, snapshot) =>
            apps.length === 0 ? (
              <p className="studiolo-Quiet">{trans.__('Nothing of yours is running.')}</p>
            ) : (
              <ul className="studiolo-List">
                {apps.map((app) => (
                  <AppRow key={idOf(app.key)} app={app} snapshot={snapshot} {...props} />
                ))}
              </ul>
            )
          }
        </SectionView>
      )}
    </WithView>
  );
}

/** The newest followed stop of an app. */
const stopOf = (app: App, jobs: Job[]) =>
  jobs.filter(({ target }) => target.kind === 'app' && idOf(target.key) === idOf(app.key)).at(-1);

function AppRow({ app, snapshot, model, trans, translator }: SectionProps & { app: App; snapshot: Snapshot }) {
  const { act, busy, trouble } = useActing();
  const now = new Date(snapshot.takenAt);
  const job = stopOf(app, snapshot.jobs);
  const stopping = busy || job?.outcome.kind === 'running' || app.status === 'Deleting' || app.status === 'Deleted';
  const label = trans.__('Stop %1 in %2', app.key.appType, placeOf(app.key));
  const stop = async () => {
    if (await confirmStop({ app, snapshot, trans, translator })) await model.stopApp(app.key);
  };
  return (
    <li className="studiolo-Row">
      <div className="studiolo-Row-main">
        <div className="studiolo-Row-title">
          <span className="studiolo-Name">{placeOf(app.key)}</span>
          {app.current && <span className="studiolo-Badge studiolo-mod-current">{trans.__('this app')}</span>}
          {app.classic && <span className="studiolo-Badge">{trans.__('Classic')}</span>}
          {app.sharing === 'Shared' && <span className="studiolo-Badge">{trans.__('shared')}</span>}
        </div>
        <div className="studiolo-Row-detail">
          <StatusDot status={app.status} /> {app.key.appType}
          {app.instanceType !== undefined && (
            <span title={app.size && sizeText(app.size, trans)}> · {app.instanceType}</span>
          )}
          {app.since !== undefined && app.status === 'InService' && (
            <time dateTime={app.since} title={fullTime(app.since)}>
              {' · '}
              {trans.__(
                '%1, since %2',
                durationText(now.getTime() - Date.parse(app.since), trans),
                clockTime(app.since, now),
              )}
            </time>
          )}
        </div>
        {job && <JobView job={job} trans={trans} />}
        {trouble && <NoticeView notice={trouble} trans={trans} />}
      </div>
      {app.status !== 'Failed' && (
        <button
          type="button"
          className="studiolo-IconButton"
          disabled={stopping}
          title={label}
          aria-label={label}
          onClick={() => act(stop)}
        >
          <stopIcon.react tag="span" width="16px" />
        </button>
      )}
    </li>
  );
}

function StatusDot({ status }: { status: AppStatus }) {
  return (
    <span className={`studiolo-Status studiolo-mod-${status.toLowerCase()}`}>
      <span aria-hidden="true" className="studiolo-Dot" />
      {status}
    </span>
  );
}

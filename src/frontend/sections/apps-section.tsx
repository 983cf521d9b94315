import type { TranslationBundle } from '@jupyterlab/translation';
import { stopIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import type { App, AppStatus } from '../../protocol/app';
import type { Job } from '../../protocol/job';
import type { Snapshot } from '../../protocol/snapshot';
import { confirmStop } from '../dialogs/stop-app';
import { fullTime } from '../texts/clock-time';
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
              <>
                <p className="studiolo-Quiet">{summaryText(apps, trans)}</p>
                <ul className="studiolo-List">
                  {apps.map((app) => (
                    <AppRow key={idOf(app.key)} app={app} snapshot={snapshot} {...props} />
                  ))}
                </ul>
              </>
            )
          }
        </SectionView>
      )}
    </WithView>
  );
}

/** `6 apps, 5 of them billed by the hour`. */
function summaryText(apps: App[], trans: TranslationBundle): string {
  const billed = apps.filter((app) => app.billed).length;
  const all = trans._n('%1 app', '%1 apps', apps.length);
  return billed === 0
    ? trans.__('%1, not billed by the hour', all)
    : trans.__('%1, %2 billed by the hour', all, billed);
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
          <span className="studiolo-Name" title={placeOf(app.key)}>
            {placeOf(app.key)}
          </span>
          {app.current && <span className="studiolo-Badge studiolo-mod-current">{trans.__('this app')}</span>}
          {app.classic && <span className="studiolo-Badge">{trans.__('Classic')}</span>}
          {app.sharing === 'Shared' && <span className="studiolo-Badge">{trans.__('shared')}</span>}
        </div>
        <div className="studiolo-Row-detail">
          <StatusDot status={app.status} />
          {app.since !== undefined && app.status === 'InService' && (
            <time dateTime={app.since} title={trans.__('since %1', fullTime(app.since))}>
              {' '}
              {durationText(now.getTime() - Date.parse(app.since), trans)}
            </time>
          )}
          {' · '}
          <span className="studiolo-Whole">{app.key.appType}</span>
          {app.instanceType !== undefined && (
            <>
              {' · '}
              <span className="studiolo-Whole" title={app.size && sizeText(app.size, trans)}>
                {app.instanceType}
              </span>
            </>
          )}
        </div>
        {job && <JobView job={job} trans={trans} />}
        {trouble && <NoticeView notice={trouble} trans={trans} />}
      </div>
      {app.status !== 'Failed' && (
        <button
          type="button"
          className="studiolo-IconButton"
          aria-disabled={stopping}
          title={label}
          aria-label={label}
          onClick={stopping ? undefined : () => act(stop)}
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

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { App, AppStatus } from '../../protocol/app';
import type { AppCost, Cost } from '../../protocol/cost';
import type { AppFailure } from '../../protocol/launch';
import { plainText } from '../../protocol/plain-text';
import type { Snapshot } from '../../protocol/snapshot';
import type { Space } from '../../protocol/space';
import { useActing } from '../elements/acting';
import { Foreign } from '../elements/foreign';
import { NoticeView } from '../elements/notice-view';
import { atRightClick, openRowMenu } from '../elements/row-menu';
import { fullTime } from '../texts/clock-time';
import { durationText } from '../texts/duration';
import { sizeText } from '../texts/instance-size';
import { moneyText } from '../texts/money';
import { FailureView } from './failure-view';
import { appMenu } from './menu';
import { nameOf } from './place';
import type { AppsProps } from './props';
import { RowButtons } from './row-buttons';
import { newestJob, SpaceJob } from './space-job';

interface AppRowProps extends AppsProps {
  app: App;
  space?: Space;
  cost?: AppCost;
  snapshot: Snapshot;
}

/** An app: where, on what, since when, at what cost, what goes on with it, and what can be done. */
export function AppRow(props: AppRowProps) {
  const { app, commands, cost, requests, snapshot, space, trans } = props;
  const acting = useActing();
  const [failure, setFailure] = React.useState<AppFailure>();
  const job = newestJob(snapshot.jobs, app, space?.spaceName);
  const following = job?.outcome.kind === 'running';
  const here = space ? { app, space } : { app };
  const place = nameOf(here);
  const open = atRightClick((at) => {
    if (!acting.busy && !following) openRowMenu(appMenu(commands, here, trans), at);
  });
  return (
    <li className="studiolo-Row" onContextMenu={open}>
      <div className="studiolo-Row-main">
        <div className="studiolo-Row-title">
          <span className="studiolo-Name" title={plainText(place)}>
            <Foreign>{place}</Foreign>
          </span>
          {app.current && <span className="studiolo-Badge studiolo-mod-current">{trans.__('this app')}</span>}
          {app.classic && <span className="studiolo-Badge">{trans.__('Classic')}</span>}
          {app.sharing === 'Shared' && <span className="studiolo-Badge">{trans.__('shared')}</span>}
        </div>
        <Details
          app={app}
          cost={cost}
          costs={snapshot.cost.state === 'ready' ? snapshot.cost.value : undefined}
          now={new Date(snapshot.takenAt)}
          space={space}
          trans={trans}
        />
        <SpaceJob {...props} job={job} spaceName={space?.spaceName} acting={acting} />
        {app.status === 'Failed' && !failure && (
          <button
            type="button"
            className="studiolo-LinkButton"
            aria-label={trans.__('Why %1 failed', place)}
            onClick={() => acting.act(async () => setFailure(await requests.failure(app.key)))}
          >
            {acting.busy ? trans.__('Asking…') : trans.__('Why?')}
          </button>
        )}
        {failure && app.status === 'Failed' && <FailureView failure={failure} trans={trans} />}
        {acting.trouble && <NoticeView notice={acting.trouble} trans={trans} />}
      </div>
      <RowButtons {...props} place={here} acting={acting} following={following} />
    </li>
  );
}

interface DetailsProps {
  app: App;
  cost: AppCost | undefined;
  /** What all of it costs; absent: nothing is said of money. */
  costs: Cost | undefined;
  now: Date;
  space: Space | undefined;
  trans: TranslationBundle;
}

function Details({ app, cost, costs, now, space, trans }: DetailsProps) {
  return (
    <div className="studiolo-Row-detail">
      <StatusDot status={app.status} />
      {app.since !== undefined && app.status === 'InService' && (
        <time dateTime={app.since} title={trans.__('since %1', fullTime(app.since))}>
          {' '}
          {durationText(now.getTime() - Date.parse(app.since), trans)}
        </time>
      )}
      {' · '}
      <span className="studiolo-Whole">
        <Foreign>{app.key.appType}</Foreign>
      </span>
      {app.instanceType !== undefined && (
        <>
          {' · '}
          <span className="studiolo-Whole" title={app.size && sizeText(app.size, trans)}>
            <Foreign>{app.instanceType}</Foreign>
          </span>
        </>
      )}
      {app.billed && costs && (
        <>
          {' · '}
          <span className="studiolo-Whole">{costText(cost, costs, trans)}</span>
        </>
      )}
      {space?.volumeGb !== undefined && (
        <>
          {' · '}
          <span className="studiolo-Whole">{trans.__('%1 GB', space.volumeGb)}</span>
        </>
      )}
    </div>
  );
}

/** `$1.41/h, up to $3.52 so far`; a price that is not known is said to be so. */
function costText(cost: AppCost | undefined, { currency }: Cost, trans: TranslationBundle): string {
  if (cost?.perHour === undefined) return trans.__('price not known');
  const rate = trans.__('%1/h', moneyText(cost.perHour, currency));
  if (cost.sinceStart === undefined) return rate;
  return trans.__('%1, up to %2 so far', rate, moneyText(cost.sinceStart, currency));
}

export function StatusDot({ status }: { status: AppStatus }) {
  return (
    <span className={`studiolo-Status studiolo-mod-${status.toLowerCase()}`}>
      <span aria-hidden="true" className="studiolo-Dot" />
      {status}
    </span>
  );
}

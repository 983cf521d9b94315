import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { AppCost, Cost } from '../../protocol/cost';
import { plainText } from '../../protocol/plain-text';
import { Foreign } from '../elements/foreign';
import { fullTime } from '../texts/clock-time';
import { durationText } from '../texts/duration';
import { sizeText } from '../texts/instance-size';
import { moneyText } from '../texts/money';
import { statusText } from '../texts/status-text';
import type { Place } from './place';

interface AppDetailProps {
  place: Place;
  cost: AppCost | undefined;
  /** What all of it costs; absent: nothing is said of money. */
  costs: Cost | undefined;
  now: Date;
  trans: TranslationBundle;
}

/** `JupyterLab · g5.xlarge · 3 h · $4.21`; what is not running says so first. */
export function AppDetail({ cost, costs, now, place: { app, space }, trans }: AppDetailProps) {
  const type = app?.key.appType ?? space?.appType;
  const parts = [
    (app === undefined || (app.status !== 'InService' && app.status !== 'Failed')) && (
      <span title={app && trans.__('AWS calls this %1', app.status)}>
        {statusText(app?.status ?? 'Deleted', trans)}
      </span>
    ),
    type !== undefined && <Foreign>{type}</Foreign>,
    app?.instanceType !== undefined && app.status !== 'Deleted' && (
      <span title={plainText([app.instanceType, app.size && sizeText(app.size, trans)].filter(Boolean).join(' · '))}>
        <Foreign>{app.instanceType.replace(/^ml\./, '')}</Foreign>
      </span>
    ),
    app?.since !== undefined && app.status === 'InService' && (
      <time dateTime={app.since} title={trans.__('Running since %1', fullTime(app.since))}>
        {durationText(now.getTime() - Date.parse(app.since), trans)}
      </time>
    ),
    app?.billed && costs && cost?.sinceStart !== undefined && (
      <span title={trans.__('At most, since its start: an app restarted within a day keeps its first start time.')}>
        {moneyText(cost.sinceStart, costs.currency)}
      </span>
    ),
    app === undefined && space?.volumeGb !== undefined && trans.__('%1 GB', space.volumeGb),
  ].filter(Boolean);
  return parts.map((part, at) => (
    <React.Fragment key={at}>
      {at > 0 && ' · '}
      {part}
    </React.Fragment>
  ));
}

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { App } from '../../protocol/app';
import { sameApp } from '../../protocol/app-identity';
import type { Snapshot } from '../../protocol/snapshot';
import { durationText } from '../texts/duration';
import { moneyText } from '../texts/money';

/** This page's own app in the list, while it costs money. */
export const costlyApp = ({ apps }: Snapshot): App | undefined =>
  apps.state === 'ready' ? apps.value.find(({ billed, current }) => current && billed) : undefined;

/** `Running for 2 d 3 h · $33.79 a day`: what an app costs that nothing stops. */
export function NeverStops({ app, snapshot, trans }: { app: App; snapshot: Snapshot; trans: TranslationBundle }) {
  const { cost } = snapshot;
  const known = cost.state === 'ready' ? cost.value : undefined;
  const perHour = known?.apps.find(({ key }) => sameApp(key, app.key))?.perHour;
  const parts = [
    app.since && trans.__('Running for %1', durationText(Date.parse(snapshot.takenAt) - Date.parse(app.since), trans)),
    known && perHour !== undefined && trans.__('%1 a day', moneyText(perHour * 24, known.currency)),
  ].filter(Boolean);
  return parts.length > 0 ? <p className="studiolo-Warning">{parts.join(' · ')}</p> : null;
}

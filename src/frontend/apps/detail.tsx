import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { plainText } from '../../protocol/plain-text';
import { Foreign } from '../elements/foreign';
import { fullTime } from '../texts/clock-time';
import { sizeText } from '../texts/instance-size';
import { statusText } from '../texts/status-text';
import type { AppEntry } from './app-entry';

interface AppDetailProps {
  entry: AppEntry;
  /** What it has cost since its start. */
  sinceStart: string | undefined;
  /** How long it has been running. */
  runsFor: string | undefined;
  trans: TranslationBundle;
}

/** Characters: a longer line is not whole where the sidebar is as narrow as JupyterLab makes it. */
const narrow = 38;

/**
 * `JupyterLab · g5.xlarge · 3 h · $4.21`; what is not running says so first. Where that is too long, the time is left out,
 * then the kind of app cut: never how it stands, the instance type or what it has cost. The tooltip has all of it.
 */
export function AppDetail({ entry: { app, space }, runsFor, sinceStart, trans }: AppDetailProps) {
  const kind = app?.key.appType ?? space?.appType;
  const state =
    app === undefined || (app.status !== 'InService' && app.status !== 'Failed')
      ? statusText(app?.status ?? 'Deleted', trans)
      : undefined;
  const instanceType = app?.status === 'Deleted' ? undefined : app?.instanceType?.replace(/^ml\./, '');
  const lasted = app?.status === 'InService' ? runsFor : undefined;
  const spent = app?.billed && app.status === 'InService' ? sinceStart : undefined;
  const volume = app === undefined && space?.volumeGb !== undefined ? trans.__('%1 GB', space.volumeGb) : undefined;
  const whole = [state, kind, instanceType, lasted, spent, volume].filter((part) => part !== undefined).join(' · ');
  const size = app && [app.instanceType, app.size && sizeText(app.size, trans)].filter(Boolean).join(' · ');
  const parts: Part[] = [
    { text: state, title: app && trans.__('AWS calls this %1', app.status) },
    { text: kind && <Foreign>{kind}</Foreign>, title: plainText(whole), role: 'Kind' },
    { text: instanceType && <Foreign>{instanceType}</Foreign>, title: size && plainText(size) },
    {
      text: lasted && <time dateTime={app?.since}>{lasted}</time>,
      title: app?.since && trans.__('Running since %1', fullTime(app.since)),
      role: 'Lasted',
    },
    {
      text: spent,
      title: trans.__('At most, since its start: an app restarted within a day keeps its first start time.'),
    },
    { text: volume },
  ];
  return (
    <span className={`studiolo-Detail ${whole.length > narrow ? 'studiolo-mod-long' : ''}`}>
      {parts
        .filter(({ text }) => text !== undefined)
        .map(({ role, text, title }, at) => (
          <span key={at} title={title} className={role && `studiolo-${role}`}>
            {at > 0 && ' · '}
            {text}
          </span>
        ))}
    </span>
  );
}

interface Part {
  /** Absent: there is none. */
  text: React.ReactNode;
  title?: string | undefined;
  /** What gives way where the line is too long. */
  role?: 'Kind' | 'Lasted';
}

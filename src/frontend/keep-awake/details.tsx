import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { KeepAwake, Work } from '../../protocol/keep-awake';
import { Foreign } from '../elements/foreign';
import { clockTime, fullTime } from '../texts/clock-time';
import { durationText } from '../texts/duration';
import { offText } from './dialogs/how-long';
import { worded } from '../../protocol/worded';

interface KeepAwakeProps {
  keepAwake: KeepAwake;
  now: Date;
  trans: TranslationBundle;
}

/** What keeps this app awake, what may, and what happened. */
export function KeepAwakeDetails({ keepAwake, now, trans }: KeepAwakeProps) {
  const { asked, events, work } = keepAwake;
  return (
    <div className="studiolo-KeepAwake">
      <h4>{trans.__('Keep awake')}</h4>
      {asked && (
        <p>
          {trans.__('Until %1', clockTime(asked.until, now))}
          {asked.reason !== undefined && (
            <span className="studiolo-Quiet">
              {' '}
              (<Foreign>{asked.reason}</Foreign>)
            </span>
          )}
        </p>
      )}
      {work.map((item) => (
        <p key={`${item.kind} ${item.name}`}>
          {workText(item, trans)}
          <span className="studiolo-Quiet"> · {trans.__('since %1', clockTime(item.since, now))}</span>
        </p>
      ))}
      <p className="studiolo-Quiet">{policyText(keepAwake, trans)}</p>
      {events.length > 0 && (
        <details className="studiolo-More">
          <summary>{trans.__('History')}</summary>
          <ul className="studiolo-List">
            {[...events].reverse().map(({ at, message }) => (
              <li key={`${at} ${JSON.stringify(message)}`}>
                <time className="studiolo-Quiet" dateTime={at} title={fullTime(at)}>
                  {clockTime(at, now)}
                </time>{' '}
                {worded(message, trans)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function workText({ kind, name }: Work, trans: TranslationBundle): string {
  switch (kind) {
    case 'kernel':
      return trans.__('%1 is running', name);
    case 'terminal':
      return trans.__('Terminal %1 is busy', name);
    case 'process':
      return trans.__('%1 is running', name);
    case 'gpu':
      return trans.__('The GPU is busy: %1', name);
  }
}

/** What may keep the app awake, and what may not. */
function policyText({ policy }: KeepAwake, trans: TranslationBundle): string {
  const hours = (count: number) => longText(count, trans);
  const { askedHours, setBy, workHours } = policy;
  const asking =
    askedHours > 0 ? trans.__('You can keep it awake for up to %1.', hours(askedHours)) : offText(policy, trans);
  if (workHours > 0)
    return trans.__('Running work keeps this app awake automatically (up to %1). %2', hours(workHours), asking);
  const off =
    setBy === 'administrator'
      ? trans.__('Your administrator has turned off keeping it awake for running work.')
      : trans.__('Keeping it awake for running work is off.');
  return trans.__('%1 %2', off, asking);
}

/** A day is 24 hours to who waits for it. */
const longText = (hours: number, trans: TranslationBundle) =>
  hours <= 48 && Number.isInteger(hours) ? trans.__('%1 h', hours) : durationText(hours * 3_600_000, trans);

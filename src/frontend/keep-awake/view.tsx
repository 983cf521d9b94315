import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import * as React from 'react';
import type { KeepAwake, Work } from '../../protocol/keep-awake';
import { useActing } from '../elements/acting';
import { commandIds } from '../elements/command-ids';
import { Foreign } from '../elements/foreign';
import { clockTime, fullTime } from '../texts/clock-time';
import { durationText } from '../texts/duration';
import { offText } from './dialogs/how-long';

interface KeepAwakeProps {
  keepAwake: KeepAwake;
  commands: CommandRegistry;
  now: Date;
  trans: TranslationBundle;
}

/** What keeps this app awake, what may, and what happened: asked for, let go, and read here. */
export function KeepAwakeView({ commands, keepAwake, now, trans }: KeepAwakeProps) {
  const { act, busy } = useActing();
  const { asked, events, policy, work } = keepAwake;
  const mayAsk = policy.askedHours > 0;
  return (
    <div className="studiolo-KeepAwake">
      <h3>{trans.__('Keep awake')}</h3>
      {asked && (
        <p>
          {trans.__('Asked until %1', clockTime(asked.until, now))}
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
      <div className="studiolo-Row-actions">
        {mayAsk && (
          <button
            type="button"
            className="studiolo-TextButton"
            aria-disabled={busy}
            onClick={() => act(() => commands.execute(commandIds.keepAwake))}
          >
            {asked ? trans.__('Keep awake for another time…') : trans.__('Keep awake…')}
          </button>
        )}
        {asked && (
          <button
            type="button"
            className="studiolo-TextButton"
            aria-disabled={busy}
            onClick={() => act(() => commands.execute(commandIds.release))}
          >
            {trans.__('Let it sleep again')}
          </button>
        )}
      </div>
      <p className="studiolo-Quiet">{policyText(keepAwake, trans)}</p>
      {events.length > 0 && (
        <details className="studiolo-More">
          <summary>{trans.__('What happened')}</summary>
          <ul className="studiolo-List">
            {[...events].reverse().map(({ at, message }) => (
              <li key={`${at} ${message}`}>
                <time className="studiolo-Quiet" dateTime={at} title={fullTime(at)}>
                  {clockTime(at, now)}
                </time>{' '}
                <Foreign>{message}</Foreign>
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
      return trans.__('%1 computes', name);
    case 'terminal':
      return trans.__('Terminal %1 is at work', name);
    case 'process':
      return trans.__('%1 runs', name);
    case 'gpu':
      return trans.__('The GPU is in use: %1', name);
  }
}

/** What may keep the app awake, and what may not. */
function policyText({ policy }: KeepAwake, trans: TranslationBundle): string {
  const hours = (count: number) => durationText(count * 3_600_000, trans);
  const { askedHours, setBy, workHours } = policy;
  const asking = askedHours > 0 ? trans.__('You can ask for up to %1.', hours(askedHours)) : offText(policy, trans);
  if (workHours > 0)
    return trans.__('Work that goes on keeps it awake by itself, for at most %1. %2', hours(workHours), asking);
  const off =
    setBy === 'administrator'
      ? trans.__('Work does not keep it awake: your administrator has switched that off.')
      : trans.__('Work does not keep it awake: that is switched off.');
  return trans.__('%1 %2', off, asking);
}

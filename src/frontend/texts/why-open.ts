import type { TranslationBundle } from '@jupyterlab/translation';
import type { ActivitySource, Idle, IdleSettings } from '../../protocol/idle';
import type { KeepAwake } from '../../protocol/keep-awake';
import { durationText } from './duration';
import { sourceName } from './source-name';

/** What has moved within this time is taken to go on moving. */
const GOING_ON_MS = 5 * 60_000;

const timeOf = ({ lastActivity }: ActivitySource) => (lastActivity === undefined ? 0 : Date.parse(lastActivity));

/** The source that the idle time is counted from. None where what moved last has gone since. */
export function decidingSource({ activity, verdict }: Idle): ActivitySource | undefined {
  if (verdict.kind !== 'stops') return undefined;
  return activity.find((source) => timeOf(source) === Date.parse(verdict.idleSince));
}

/**
 * Why the app is still open, or will stop, in sentences for its user: what holds it open and since when, and what does
 * not although it looks as if it did. `now` is the server's present.
 */
export function whyOpen(idle: Idle, keepAwake: KeepAwake | undefined, now: Date, trans: TranslationBundle): string[] {
  const { verdict } = idle;
  if (verdict.kind !== 'stops') return [];
  const deciding = decidingSource(idle);
  const age = now.getTime() - Date.parse(verdict.idleSince);
  const ago = age < 60_000 ? trans.__('just now') : trans.__('%1 ago', durationText(age, trans));
  if (keepAwake?.holding) {
    // The file is how it is kept awake.
    const other = deciding && deciding.kind !== 'last-active-file' ? [moved(deciding)] : [];
    return [afterwards(keepAwake, verdict.settings, trans), ...other];
  }
  const last = deciding
    ? moved(deciding)
    : trans.__('What was active last, %1, has ended. Studio counts from then all the same.', ago);
  return [last, ...silentWork(idle, keepAwake, trans)];

  function moved(source: ActivitySource): string {
    const name = sourceName(source, trans);
    const goesOn = age < GOING_ON_MS;
    switch (source.kind) {
      case 'terminal':
        return goesOn
          ? trans.__('%1 keeps this app open: it printed something %2.', name, ago)
          : trans.__('%1 was active last: it printed something %2.', name, ago);
      case 'kernel':
        return goesOn
          ? trans.__('The kernel of %1 keeps this app open: it was active %2.', name, ago)
          : trans.__('The kernel of %1 was active last, %2.', name, ago);
      case 'last-active-file':
        return trans.__('A program in this app told Studio %1 that it is in use, by %2.', ago, source.name);
      case 'server-start':
        return trans.__('Nothing has been active since the server started, %1: the time is counted from there.', ago);
    }
  }
}

/** What is to happen once nothing keeps the app awake any more. */
function afterwards({ holding, work }: KeepAwake, settings: IdleSettings, trans: TranslationBundle): string {
  const minutes = settings.lifecycleManagement === 'ENABLED' ? settings.timeoutMinutes : 0;
  const pause = durationText(minutes * 60_000, trans);
  if (holding === 'asked') return trans.__('After that it stops once nothing has been active for %1.', pause);
  const names = work.map(({ name }) => name).join(', ');
  return trans.__('Once this ends, it stops when nothing has been active for %2: %1.', names, pause);
}

/** Kernels that compute in silence: the most common reason why an app is stopped during work. */
function silentWork({ activity }: Idle, keepAwake: KeepAwake | undefined, trans: TranslationBundle): string[] {
  const names = activity.filter(({ busy }) => busy).map((source) => sourceName(source, trans));
  if (names.length === 0) return [];
  const busy = trans.__('Busy: %1. Studio does not look at that, only at what is printed.', names.join(', '));
  const held = keepAwake && keepAwake.policy.workHours > 0;
  return [
    held
      ? trans.__('%1 A minute after it has begun, work keeps this app awake while it lasts.', busy)
      : trans.__('%1 Keep this app awake if it is to finish.', busy),
  ];
}

import type { TranslationBundle } from '@jupyterlab/translation';
import type { ActivitySource, IdleSettings } from '../../protocol/idle';
import type { Hold, StopStory } from '../../protocol/stop-story';
import { durationText } from './duration';
import { sourceName } from './source-name';

type Counted = Extract<StopStory, { kind: 'kept' | 'any-moment' | 'stops' }>;

/**
 * Why the app is still open, or will stop, in sentences for its user: what holds it open and since when, and what does
 * not although it looks as if it did. `now` is the server's present.
 */
export function whyOpen(story: StopStory, now: Date, trans: TranslationBundle): string[] {
  if (story.kind === 'unknown' || story.kind === 'never') return [];
  const { deciding, goesOn, idleSince } = story;
  const age = now.getTime() - Date.parse(idleSince);
  const ago = age < 60_000 ? trans.__('just now') : trans.__('%1 ago', durationText(age, trans));
  if (story.kind === 'kept') {
    // The file is how it is kept awake.
    const other = deciding && deciding.kind !== 'last-active-file' ? [moved(deciding)] : [];
    return [afterwards(story.hold, story.settings, trans), ...other];
  }
  const last = deciding
    ? moved(deciding)
    : trans.__('What was active last, %1, has ended. Studio counts from then all the same.', ago);
  return [last, ...silentWork(story, trans)];

  function moved(source: ActivitySource): string {
    const name = sourceName(source, trans);
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
function afterwards(hold: Hold, settings: IdleSettings, trans: TranslationBundle): string {
  const minutes = settings.lifecycleManagement === 'ENABLED' ? settings.timeoutMinutes : 0;
  const pause = durationText(minutes * 60_000, trans);
  if (hold.by === 'asked') return trans.__('After that it stops once nothing has been active for %1.', pause);
  const names = hold.work.map(({ name }) => name).join(', ');
  return trans.__('Once this ends, it stops when nothing has been active for %2: %1.', names, pause);
}

/** Kernels that compute in silence: the most common reason why an app is stopped during work. */
function silentWork({ unseen, workIsKept }: Counted, trans: TranslationBundle): string[] {
  if (unseen.length === 0) return [];
  const names = unseen.map((source) => sourceName(source, trans)).join(', ');
  const busy = trans.__('Busy: %1. Studio does not look at that, only at what is printed.', names);
  return [
    workIsKept
      ? trans.__('%1 A minute after it has begun, work keeps this app awake while it lasts.', busy)
      : trans.__('%1 Keep this app awake if it is to finish.', busy),
  ];
}

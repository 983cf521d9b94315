import type { TranslationBundle } from '@jupyterlab/translation';
import type { ActivitySource, IdleShutdownOn } from '../../protocol/idle';
import type { Hold, StopStory } from '../../protocol/stop-story';
import { durationText } from './duration';
import { sourceName } from './source-name';

type Counted = Extract<StopStory, { kind: 'kept' | 'any-moment' | 'stops' }>;

/** Why the app is still open, or will stop, in sentences for its user. `now` is the server's present. */
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
  return [
    deciding
      ? moved(deciding)
      : trans.__('The last activity was %1, in something that has ended. It still counts.', ago),
  ];

  function moved(source: ActivitySource): string {
    const name = sourceName(source, trans);
    switch (source.kind) {
      case 'terminal':
        return goesOn
          ? trans.__('%1 keeps this app open: it printed something %2.', name, ago)
          : trans.__('%1 was active last: it printed something %2.', name, ago);
      case 'kernel':
        return goesOn
          ? trans.__('%1 keeps this app open: its kernel was active %2.', name, ago)
          : trans.__('%1 was active last, %2.', name, ago);
      case 'last-active-file':
        return trans.__('A program in this app reported activity %1 (%2).', ago, source.name);
      case 'server-start':
        return trans.__('Idle time counts from the server’s start, %1.', ago);
    }
  }
}

/** What happens once nothing keeps the app awake any more. */
function afterwards(hold: Hold, settings: IdleShutdownOn, trans: TranslationBundle): string {
  const pause = durationText(settings.timeoutMinutes * 60_000, trans);
  if (hold.by === 'asked') return trans.__('After that, it stops when nothing is active for %1.', pause);
  const names = hold.work.map(({ name }) => name).join(', ');
  return trans.__('When %1 has finished, it stops after %2 without activity.', names, pause);
}

/** Kernels that compute in silence: the most common reason why an app is stopped during work. */
export function silentWork(story: StopStory, trans: TranslationBundle): string | undefined {
  if (story.kind !== 'stops' && story.kind !== 'any-moment') return undefined;
  const { unseen, workIsKept }: Counted = story;
  if (unseen.length === 0) return undefined;
  const names = unseen.map((source) => sourceName(source, trans)).join(', ');
  if (workIsKept)
    return trans._n(
      '%2 is running but prints nothing. studiolo keeps the app awake until it finishes.',
      '%2 are running but print nothing. studiolo keeps the app awake until they finish.',
      unseen.length,
      names,
    );
  return trans._n(
    '%2 is running but prints nothing, so Studio may stop it. Keep the app awake until it finishes.',
    '%2 are running but print nothing, so Studio may stop them. Keep the app awake until they finish.',
    unseen.length,
    names,
  );
}

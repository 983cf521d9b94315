import type { TranslationBundle } from '@jupyterlab/translation';
import type { Idle, SettingLevel } from '../../protocol/idle';
import type { KeepAwake } from '../../protocol/keep-awake';
import { clockTime, type Reader } from './clock-time';
import { durationText } from './duration';

/** The level's name as the reader knows it. */
export function levelName(level: SettingLevel, trans: TranslationBundle): string {
  switch (level) {
    case 'domain':
      return trans.__('this domain');
    case 'user-profile':
      return trans.__('your user profile');
    case 'space':
      return trans.__('this space');
  }
}

/**
 * One line that says when the app stops and why: `stops in 42 min (idle since 17:48)`. `now` is the reader's clock,
 * corrected for the server's.
 */
export function idleLine(verdict: Idle['verdict'], now: Date, trans: TranslationBundle, reader?: Reader): string {
  switch (verdict.kind) {
    case 'stops': {
      const left = Date.parse(verdict.stopsAt) - now.getTime();
      const since = clockTime(verdict.idleSince, now, reader);
      if (left <= 0) return trans.__('stops any moment (idle since %1)', since);
      return trans.__('stops in %1 (idle since %2)', durationText(left, trans), since);
    }
    case 'never':
      return trans.__('never stops: idle shutdown is off for %1', levelName(verdict.settings.decidedBy, trans));
    case 'unknown':
      return trans.__('not known when it stops: %1', verdict.reason);
  }
}

/** The same line where something keeps the app awake: `kept awake until 19:00 (asked at 17:00)`; else nothing. */
export function awakeLine(
  { asked, holding, work }: KeepAwake,
  now: Date,
  trans: TranslationBundle,
  reader?: Reader,
): string | undefined {
  const time = (moment: string) => clockTime(moment, now, reader);
  if (holding === 'asked' && asked)
    return trans.__('kept awake until %1 (asked at %2)', time(asked.until), time(asked.at));
  const [since] = work.map((item) => item.since).sort();
  if (holding === 'work' && since !== undefined)
    return trans.__('kept awake while work goes on (since %1)', time(since));
  return undefined;
}

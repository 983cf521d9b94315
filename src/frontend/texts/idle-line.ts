import type { TranslationBundle } from '@jupyterlab/translation';
import type { SettingLevel } from '../../protocol/idle';
import type { StopStory } from '../../protocol/stop-story';
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
 * One line that says when the app stops and why: `stops in 42 min (idle since 17:48)`, or what keeps it awake: `kept awake
 * until 19:00 (asked at 17:00)`. `now` is the reader's clock, corrected for the server's.
 */
export function stopLine(story: StopStory, now: Date, trans: TranslationBundle, reader?: Reader): string {
  const time = (moment: string) => clockTime(moment, now, reader);
  switch (story.kind) {
    case 'stops': {
      const left = Date.parse(story.stopsAt) - now.getTime();
      return trans.__('stops in %1 (idle since %2)', durationText(left, trans), time(story.idleSince));
    }
    case 'any-moment':
      return trans.__('stops any moment (idle since %1)', time(story.idleSince));
    case 'kept': {
      const { hold } = story;
      if (hold.by === 'asked') return trans.__('kept awake until %1 (asked at %2)', time(hold.until), time(hold.at));
      if (hold.since === undefined) return trans.__('kept awake while work goes on');
      return trans.__('kept awake while work goes on (since %1)', time(hold.since));
    }
    case 'never':
      return trans.__('never stops: idle shutdown is off for %1', levelName(story.settings.decidedBy, trans));
    case 'unknown':
      return trans.__('not known when it stops: %1', story.reason);
  }
}

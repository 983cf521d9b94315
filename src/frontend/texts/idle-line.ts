import type { TranslationBundle } from '@jupyterlab/translation';
import type { SettingLevel } from '../../protocol/idle';
import type { StopStory } from '../../protocol/stop-story';
import { worded } from '../../protocol/worded';
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
 * One line that says when the app stops: `Stops at 20:43 (in 42 min)`, or what keeps it awake: `Awake until 19:00`. `now` is
 * the reader's clock, corrected for the server's.
 */
export function stopLine(story: StopStory, now: Date, trans: TranslationBundle, reader?: Reader): string {
  const time = (moment: string) => clockTime(moment, now, reader);
  switch (story.kind) {
    case 'stops': {
      const left = durationText(Date.parse(story.stopsAt) - now.getTime(), trans);
      return trans.__('Stops at %1 (in %2)', time(story.stopsAt), left);
    }
    case 'any-moment':
      return trans.__('Stops any moment');
    case 'kept':
      return story.hold.by === 'asked'
        ? trans.__('Awake until %1', time(story.hold.until))
        : trans.__('Awake while work is running');
    case 'never':
      return trans.__('Never stops: idle shutdown is off for %1', levelName(story.settings.decidedBy, trans));
    case 'unknown':
      return trans.__('Stop time unknown: %1', worded(story.reason, trans));
  }
}

/** The few words below it: since when nothing is active, or when it may stop after it was kept awake. */
export function stopReason(story: StopStory, now: Date, trans: TranslationBundle, reader?: Reader): string | undefined {
  const time = (moment: string) => clockTime(moment, now, reader);
  switch (story.kind) {
    case 'stops':
    case 'any-moment':
      return trans.__('No activity since %1', time(story.idleSince));
    case 'kept': {
      if (story.hold.by === 'work')
        return story.hold.since === undefined ? undefined : trans.__('Working since %1', time(story.hold.since));
      return story.earliest === undefined ? undefined : trans.__('Stops at %1 at the earliest', time(story.earliest));
    }
    case 'never':
    case 'unknown':
      return undefined;
  }
}

import type { ActivitySource } from '../../../protocol/idle';
import type { StopStory } from '../../../protocol/stop-story';
import { duration } from './duration';
import { holdLine } from './keep-awake-lines';
import { levelName } from './levels';
import { ago, clockTime, type Clock } from './moment';
import { saidIn } from './notices';

/** The answer: when the app stops, and why: `stops at 18:30 (in 42 min): no activity since 17:48 (12 min ago)`; or what keeps it. */
export function answerLine(story: StopStory, clock: Clock): string {
  switch (story.kind) {
    case 'stops': {
      const left = Date.parse(story.stopsAt) - clock.now;
      return `stops at ${clockTime(story.stopsAt, clock)} (in ${duration(left)}): no activity since ${ago(story.idleSince, clock)}`;
    }
    case 'any-moment':
      return `stops any moment: no activity since ${ago(story.idleSince, clock)}`;
    case 'kept':
      return holdLine(story.hold, clock);
    case 'never':
      return `never stops: idle shutdown is off for ${levelName[story.settings.decidedBy]}`;
    case 'unknown':
      return `stop time unknown: ${saidIn(story.reason)}`;
  }
}

/** A source of activity as the reader knows it. */
export function sourceName({ kind, name }: ActivitySource): string {
  switch (kind) {
    case 'kernel':
      return name;
    case 'terminal':
      return `terminal ${name}`;
    case 'last-active-file':
      return 'last-active file';
    case 'server-start':
      return 'server start';
  }
}

import type { ActivitySource, Idle } from '../../../protocol/idle';
import type { KeepAwake } from '../../../protocol/keep-awake';
import { duration } from './duration';
import { holdLine } from './keep-awake-lines';
import { levelName } from './levels';
import { ago, clockTime, type Clock } from './moment';

/** When the app stops, and why: `stops in 42 min, at 18:30: idle since 17:48 (12 min ago)`. */
function idleLine(verdict: Idle['verdict'], clock: Clock): string {
  switch (verdict.kind) {
    case 'stops': {
      const left = Date.parse(verdict.stopsAt) - clock.now;
      const since = `idle since ${ago(verdict.idleSince, clock)}`;
      if (left <= 0) return `stops any moment: ${since}`;
      return `stops in ${duration(left)}, at ${clockTime(verdict.stopsAt, clock)}: ${since}`;
    }
    case 'never':
      return `never stops: idle shutdown is off for ${levelName[verdict.settings.decidedBy]}`;
    case 'unknown':
      return `not known when it stops: ${verdict.reason}`;
  }
}

/** The answer: that the app is kept awake, and by what; else when it stops, and why. */
export const answerLine = (verdict: Idle['verdict'], awake: KeepAwake | undefined, clock: Clock): string =>
  (verdict.kind === 'stops' && awake && holdLine(awake, clock)) || idleLine(verdict, clock);

/** A source of activity as the reader knows it. */
export function sourceName({ kind, name }: ActivitySource): string {
  switch (kind) {
    case 'kernel':
      return `kernel of ${name}`;
    case 'terminal':
      return `terminal ${name}`;
    case 'last-active-file':
      return 'last-active file';
    case 'server-start':
      return 'start of the server';
  }
}

/** When it moved last, in milliseconds since 1970; 0 where it was never seen to. */
export const movedAt = ({ lastActivity }: ActivitySource) =>
  lastActivity === undefined ? 0 : Date.parse(lastActivity);

/** All of them, what moved last first; and the one from which the time is counted, unless that has gone since. */
export function byTime({ activity, verdict }: Idle): { sources: ActivitySource[]; deciding?: ActivitySource } {
  const sources = [...activity].sort((a, b) => movedAt(b) - movedAt(a));
  const since = verdict.kind === 'stops' ? Date.parse(verdict.idleSince) : undefined;
  const deciding = sources.find((source) => movedAt(source) === since);
  return { sources, ...(deciding && { deciding }) };
}

import type { StopStory } from '../../../protocol/stop-story';
import { duration } from './duration';
import { sourceName } from './idle-line';
import { ago, clockTime, type Clock } from './moment';

/** What to make of it, in one or two sentences: why the app will stop or does not, and what would change that. */
export function diagnosis(story: StopStory, clock: Clock): string | undefined {
  switch (story.kind) {
    case 'unknown':
      return `It is not known when this app stops. ${story.reason}`;
    case 'never':
      return 'Nothing stops this app but you: it costs until it is stopped.';
    case 'kept':
      return afterHold(story, clock);
    case 'any-moment':
      return (
        unseen(story, clock) ??
        `Nothing has moved since ${ago(story.idleSince, clock)}, longer than is allowed: Studio stops the app with its next check.`
      );
    case 'stops':
      return unseen(story, clock) ?? counted(story, clock);
  }
}

type Kept = Extract<StopStory, { kind: 'kept' }>;
type Counted = Extract<StopStory, { kind: 'any-moment' | 'stops' }>;

/** What comes when nothing keeps the app awake any more: its limit is counted from then. */
function afterHold({ earliest, settings }: Kept, clock: Clock): string | undefined {
  if (settings.lifecycleManagement === 'DISABLED') return undefined;
  const limit = duration(settings.timeoutMinutes * 60_000);
  return earliest === undefined
    ? `It stops ${limit} after that has ended, unless something moves.`
    : `It stops ${limit} after that, at ${clockTime(earliest, clock)}, unless something moves.`;
}

/** Kernels that compute in silence: the commonest surprise. */
function unseen({ stopsAt, unseen: busy, workIsKept }: Counted, clock: Clock): string | undefined {
  if (busy.length === 0) return undefined;
  const text = `The ${busy.map(sourceName).join(', ')} computes, which Studio does not see unless it prints.`;
  return workIsKept
    ? `${text} studiolo keeps the app awake while it lasts, from a minute after it has begun.`
    : `${text} The app stops at ${clockTime(stopsAt, clock)} all the same; \`studiolo keep-awake 2h\` holds it.`;
}

function counted({ deciding, idleSince, othersSince }: Counted, clock: Clock): string {
  const moved = ago(idleSince, clock);
  if (!deciding) return `What moved last, at ${moved}, is gone since; its time still counts.`;
  if (deciding.kind === 'server-start')
    return `Nothing has been active since the server started, at ${moved}: the time is counted from there.`;
  if (othersSince !== undefined)
    return `The ${sourceName(deciding)} alone holds this app open: it moved at ${moved}, everything else not since ${clockTime(othersSince, clock)}. Shut it down if it was forgotten.`;
  return `The time is counted from the ${sourceName(deciding)}, which moved last, at ${moved}.`;
}

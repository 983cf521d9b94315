import type { StopStory } from '../../../protocol/stop-story';
import { duration } from './duration';
import { sourceName } from './idle-line';
import { ago, clockTime, type Clock } from './moment';
import { saidIn } from './notices';

/** What to make of it, in one or two sentences: why the app will stop or does not, and what would change that. */
export function diagnosis(story: StopStory, clock: Clock): string | undefined {
  switch (story.kind) {
    case 'unknown':
      return `When this app stops is unknown. ${saidIn(story.reason)}`;
    case 'never':
      return 'It costs money until you stop it.';
    case 'kept':
      return afterHold(story, clock);
    case 'any-moment':
      return (
        unseen(story, clock) ??
        `No activity since ${ago(story.idleSince, clock)}. Studio stops the app at its next check.`
      );
    case 'stops':
      return unseen(story, clock) ?? counted(story, clock);
  }
}

type Kept = Extract<StopStory, { kind: 'kept' }>;
type Counted = Extract<StopStory, { kind: 'any-moment' | 'stops' }>;

/** What comes when nothing keeps the app awake any more: its limit is counted from then. */
function afterHold({ earliest, settings }: Kept, clock: Clock): string {
  const limit = duration(settings.timeoutMinutes * 60_000);
  return earliest === undefined
    ? `It stops ${limit} after that ends, if there is no other activity.`
    : `It stops at ${clockTime(earliest, clock)} at the earliest.`;
}

/** Kernels that compute in silence: the commonest surprise. */
function unseen({ stopsAt, unseen: busy, workIsKept }: Counted, clock: Clock): string | undefined {
  if (busy.length === 0) return undefined;
  const text = `Running: ${busy.map(sourceName).join(', ')}. Studio ignores code that prints nothing.`;
  return workIsKept
    ? `${text} studiolo keeps the app awake until ${busy.length === 1 ? 'it finishes' : 'they finish'}.`
    : `${text} The app still stops at ${clockTime(stopsAt, clock)}. To keep it awake: studiolo keep-awake 2h`;
}

function counted({ deciding, idleSince, othersSince }: Counted, clock: Clock): string {
  const moved = ago(idleSince, clock);
  if (!deciding) return `Idle time counts from ${moved}. What was active then no longer runs.`;
  if (deciding.kind === 'server-start') return `No activity yet. Idle time counts from the server’s start at ${moved}.`;
  if (othersSince !== undefined)
    return `Only ${sourceName(deciding)} keeps this app open: active at ${moved}, everything else last at ${clockTime(othersSince, clock)}. Shut it down if you don’t need it.`;
  return `Idle time counts from the last activity: ${sourceName(deciding)}, at ${moved}.`;
}

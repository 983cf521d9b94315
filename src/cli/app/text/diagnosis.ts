import type { ActivitySource, Idle } from '../../../protocol/idle';
import type { KeepAwake } from '../../../protocol/keep-awake';
import { duration } from './duration';
import { byTime, movedAt, sourceName } from './idle-line';
import { holdLine } from './keep-awake-lines';
import { ago, clockTime, type Clock } from './moment';

/** Activity so much later than all other is what holds an app open: a kernel or terminal that was left running. */
const alone = 10 * 60_000;

/**
 * What to make of it, in one or two sentences: why the app will stop or does not, and what would change that. Studio's
 * check does not see that a kernel is busy (fact sheet, section 0), which is the commonest surprise. Nothing where there is nothing to add.
 */
export function diagnosis(idle: Idle, keepAwake: KeepAwake | undefined, clock: Clock): string | undefined {
  const { verdict } = idle;
  if (verdict.kind === 'unknown') return `It is not known when this app stops. ${verdict.reason}`;
  if (verdict.kind === 'never') return 'Nothing stops this app but you: it costs until it is stopped.';
  if (keepAwake && holdLine(keepAwake, clock)) return afterHold(verdict, keepAwake, clock);
  const { deciding, sources } = byTime(idle);
  const busy = sources.filter((source) => source.busy);
  if (busy.length > 0) {
    const names = busy.map(sourceName).join(', ');
    const unseen = `The ${names} computes, which Studio does not see unless it prints.`;
    if (keepAwake && keepAwake.policy.workHours > 0)
      return `${unseen} studiolo keeps the app awake while it lasts, from a minute after it has begun.`;
    return `${unseen} The app stops at ${clockTime(verdict.stopsAt, clock)} all the same; \`studiolo keep-awake 2h\` holds it.`;
  }
  if (Date.parse(verdict.stopsAt) <= clock.now) {
    return `Nothing has moved since ${ago(verdict.idleSince, clock)}, longer than is allowed: Studio stops the app with its next check.`;
  }
  if (!deciding) return `What moved last, at ${ago(verdict.idleSince, clock)}, is gone since; its time still counts.`;
  return decided(deciding, sources, clock);
}

/** What comes when nothing keeps the app awake any more: its limit is counted from then. */
function afterHold({ settings }: Stops, { asked, holding }: KeepAwake, clock: Clock): string | undefined {
  if (settings.lifecycleManagement === 'DISABLED') return undefined;
  const limit = settings.timeoutMinutes * 60_000;
  if (holding !== 'asked' || !asked) return `It stops ${duration(limit)} after that has ended, unless something moves.`;
  const stops = new Date(Date.parse(asked.until) + limit).toISOString();
  return `It stops ${duration(limit)} after that, at ${clockTime(stops, clock)}, unless something moves.`;
}

type Stops = Extract<Idle['verdict'], { kind: 'stops' }>;

function decided(deciding: ActivitySource, sources: ActivitySource[], clock: Clock): string {
  const moved = ago(new Date(movedAt(deciding)).toISOString(), clock);
  const closable = deciding.kind === 'kernel' || deciding.kind === 'terminal';
  if (deciding.kind === 'server-start') {
    return `Nothing has been active since the server started, at ${moved}: the time is counted from there.`;
  }
  const next = sources.find((source) => source !== deciding && source.lastActivity !== undefined);
  if (closable && next?.lastActivity && movedAt(deciding) - movedAt(next) > alone) {
    return `The ${sourceName(deciding)} alone holds this app open: it moved at ${moved}, everything else not since ${clockTime(next.lastActivity, clock)}. Shut it down if it was forgotten.`;
  }
  return `The time is counted from the ${sourceName(deciding)}, which moved last, at ${moved}.`;
}

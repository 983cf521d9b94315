import type { ActivitySource, Idle } from '../../../protocol/idle';
import type { KeepAwake } from '../../../protocol/keep-awake';
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
  const hold = keepAwake && holdLine(keepAwake, clock);
  if (hold) return `This app does not stop while it is ${hold}.`;
  const { deciding, sources } = byTime(idle);
  const busy = sources.filter((source) => source.busy);
  if (busy.length > 0) {
    const names = busy.map(sourceName).join(', ');
    return `The ${names} computes, but Studio does not see that unless it prints: the app stops at ${clockTime(verdict.stopsAt, clock)} all the same. \`studiolo keep-awake 2h\` holds it.`;
  }
  if (Date.parse(verdict.stopsAt) <= clock.now) {
    return `Nothing has moved since ${ago(verdict.idleSince, clock)}, longer than is allowed: Studio stops the app with its next check.`;
  }
  if (!deciding) return `What moved last, at ${ago(verdict.idleSince, clock)}, is gone since; its time still counts.`;
  return decided(deciding, sources, clock);
}

function decided(deciding: ActivitySource, sources: ActivitySource[], clock: Clock): string | undefined {
  const moved = ago(new Date(movedAt(deciding)).toISOString(), clock);
  const closable = deciding.kind === 'kernel' || deciding.kind === 'terminal';
  // That nothing has been active yet is the agent's to say: it is uncertain.
  if (deciding.kind === 'server-start') return undefined;
  const next = sources.find((source) => source !== deciding && source.lastActivity !== undefined);
  if (closable && next?.lastActivity && movedAt(deciding) - movedAt(next) > alone) {
    return `The ${sourceName(deciding)} alone holds this app open: it moved at ${moved}, everything else not since ${clockTime(next.lastActivity, clock)}. Shut it down if it was forgotten.`;
  }
  return `The time is counted from the ${sourceName(deciding)}, which moved last, at ${moved}.`;
}

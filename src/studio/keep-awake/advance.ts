import type { KeepAwake, KeepAwakeEvent, KeepAwakePolicy, Work } from '../../protocol/keep-awake';
import { say, type Message } from '../../protocol/message';
import { afterClockChange, type AwakeState, type FollowedWork, type Moment } from './awake-state';
import { hoursSaid, workName } from './text';

/** Work that a sample has found. */
export interface SeenWork {
  key: string;
  kind: Work['kind'];
  name: string;
}

export interface Advance {
  state: AwakeState;
  events: KeepAwakeEvent[];
  /** Why the app is to count as active now. */
  holding?: KeepAwake['holding'];
}

/** Milliseconds without any work after which work has ended, and what comes later is other work. */
export const pause = 10 * 60_000;

/**
 * What a sample changes. Work holds the app only where this very sample has found it, and for no longer without a pause
 * than the policy allows; all work counts together there, or a chain of short jobs would have no limit.
 */
export function advance(
  before: AwakeState | undefined,
  moment: Moment,
  seen: SeenWork[],
  policy: KeepAwakePolicy,
): Advance {
  const at = moment.now.toISOString();
  const events: KeepAwakeEvent[] = [];
  const tell = (kind: KeepAwakeEvent['kind'], message: Message) => events.push({ at, kind, message });
  const known = before ? afterClockChange(before, moment) : undefined;

  const asked = stillAsked(known?.asked, moment.now, policy, tell);
  const work = [...followed(known?.work ?? [], seen, at, tell), ...lost(known?.work ?? [], seen, moment.now, tell)];
  const run = runOn(known?.run, seen, moment.now);
  const allowed = run !== undefined && moment.now.getTime() - Date.parse(run.since) < policy.workHours * hour;
  if (run && !allowed && !run.limitTold && policy.workHours > 0) {
    run.limitTold = true;
    tell('limit-reached', say('limit-reached', { time: hoursSaid(policy.workHours) }));
  }
  const holding = asked ? 'asked' : seen.length > 0 && allowed ? 'work' : undefined;
  return {
    state: { at, uptime: moment.uptime, ...(asked && { asked }), ...(run && { run }), work },
    events,
    ...(holding && { holding }),
  };
}

type Tell = (kind: KeepAwakeEvent['kind'], message: Message) => void;
const hour = 3_600_000;

/** A policy that has become narrower since cuts what was asked for under an older one. */
function stillAsked(asked: AwakeState['asked'], now: Date, policy: KeepAwakePolicy, tell: Tell): AwakeState['asked'] {
  if (!asked) return undefined;
  const most = Date.parse(asked.at) + policy.askedHours * hour;
  const until = new Date(Math.min(Date.parse(asked.until), most)).toISOString();
  if (now.toISOString() < until) return { ...asked, until };
  tell('ran-out', say('ran-out'));
  return undefined;
}

function followed(before: FollowedWork[], seen: SeenWork[], at: string, tell: Tell): FollowedWork[] {
  return seen.map((found) => {
    const earlier = before.find(({ key }) => key === found.key);
    const told = earlier !== undefined;
    if (earlier && !earlier.told) tell('work-began', say('work-began', { name: workName(found) }));
    return { ...found, since: earlier?.since ?? at, seenAt: at, told };
  });
}

/** What is not seen any more: followed on for a pause, then told to have ended. */
function lost(before: FollowedWork[], seen: SeenWork[], now: Date, tell: Tell): FollowedWork[] {
  return before.filter((work) => {
    if (seen.some(({ key }) => key === work.key)) return false;
    if (now.getTime() - Date.parse(work.seenAt) < pause) return true;
    const hours = (Date.parse(work.seenAt) - Date.parse(work.since)) / hour;
    if (work.told) tell('work-ended', say('work-ended', { name: workName(work), time: hoursSaid(hours) }));
    return false;
  });
}

function runOn(run: AwakeState['run'], seen: SeenWork[], now: Date): AwakeState['run'] {
  const at = now.toISOString();
  if (seen.length > 0) return { since: run?.since ?? at, seenAt: at, limitTold: run?.limitTold ?? false };
  return run && now.getTime() - Date.parse(run.seenAt) < pause ? { ...run } : undefined;
}

/** The work that the latest sample has found. */
export const workNow = ({ work, at }: AwakeState): Work[] =>
  work.filter(({ seenAt }) => seenAt === at).map(({ kind, name, since }) => ({ kind, name, since }));

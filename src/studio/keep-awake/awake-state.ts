import * as z from 'zod/mini';
import { readableItems } from '../../protocol/readable-items';
import { Work } from '../../protocol/keep-awake';

/** Work as it is followed from sample to sample. */
export const FollowedWork = z.extend(Work, {
  /** Which work it is, however it is named. */
  key: z.string(),
  seenAt: z.iso.datetime(),
  /** Whether the log tells that it began: not before it has been seen twice. */
  told: z.boolean(),
});
export type FollowedWork = z.infer<typeof FollowedWork>;

/** What must be known from one sample to the next: kept on disk, so that a restart changes nothing. */
export const KeptAwakeState = z.object({
  /** When it was learnt, by the clock. */
  at: z.iso.datetime(),
  /** Since when some work or other has gone on without a break, and whether its limit has been told of. */
  run: z.exactOptional(z.object({ since: z.iso.datetime(), seenAt: z.iso.datetime(), limitTold: z.boolean() })),
  /** Also what has just ended: it may be a pause. One that cannot be read costs itself. */
  work: readableItems(FollowedWork),
});

/**
 * With the seconds since the machine started, which are not kept, as it may be another machine after a restart; and with what
 * a user asked for, which all agents of one home keep together.
 */
export type AwakeState = z.infer<typeof KeptAwakeState> & {
  uptime?: number;
  asked?: { id?: string; at: string; until: string; reason?: string };
};

export interface Moment {
  now: Date;
  uptime: number;
}

/**
 * The state with its moments as the clock would have told them, had it always gone as now: an asked time and the limit
 * of work are as long as they were, however the clock was set. After a restart it is not known how much time has passed:
 * then only a clock that stands before the last sample is made up for, and one that was set forward ends things early.
 */
export function afterClockChange(state: AwakeState, { now, uptime }: Moment): AwakeState {
  const gone = now.getTime() - Date.parse(state.at);
  const off = state.uptime === undefined ? Math.min(0, gone) : gone - (uptime - state.uptime) * 1000;
  if (Math.abs(off) < clockTolerance) return state;
  const moved = (moment: string) => new Date(Date.parse(moment) + off).toISOString();
  const { asked, run } = state;
  return {
    ...state,
    at: moved(state.at),
    ...(asked && { asked: { ...asked, at: moved(asked.at), until: moved(asked.until) } }),
    ...(run && { run: { ...run, since: moved(run.since), seenAt: moved(run.seenAt) } }),
    work: state.work.map((work) => ({ ...work, since: moved(work.since), seenAt: moved(work.seenAt) })),
  };
}

/** Milliseconds: the two are not read at quite the same moment, and some systems tell the uptime in whole seconds. */
const clockTolerance = 2_000;

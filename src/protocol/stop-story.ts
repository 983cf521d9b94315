import type { ActivitySource, Idle, IdleShutdownOff, IdleShutdownOn } from './idle';
import type { KeepAwake, Work } from './keep-awake';
import type { Message } from './message';
import { nextStop } from './next-stop';

/*
 * When this app stops, and what holds it open, is decided here and in `next-stop`, once. Panel, status bar, page title and
 * terminal only put it into words, so that they cannot disagree.
 */

/** What keeps the app awake, in full. */
export type Hold =
  | { by: 'asked'; at: string; until: string; reason?: string | undefined }
  | { by: 'work'; work: Work[]; since?: string };

/** What keeps the app awake now; nothing where nothing does. */
export function holdOf({ asked, holding, work }: KeepAwake, now: number): Hold | undefined {
  const next = nextStop({ holding, awakeUntil: asked?.until }, 0, now);
  if (next.kind !== 'kept') return undefined;
  if (next.by === 'asked') return asked && { by: 'asked', ...asked };
  const [since] = work.map((one) => one.since).sort();
  return { by: 'work', work, ...(since !== undefined && { since }) };
}

/** From when the time is counted, and what of that may surprise. */
export interface Counting {
  idleSince: string;
  stopsAt: string;
  settings: IdleShutdownOn;
  /** What moved last. Absent: it has gone since, and its time still counts. */
  deciding?: ActivitySource;
  /** Whether what moved last is taken to go on moving. */
  goesOn: boolean;
  /** Only what moved last holds the app open: what moved before it did so long ago, at this moment. */
  othersSince?: string;
  /** Kernels that compute, which Studio's check does not look at (fact sheet, section 0). */
  unseen: ActivitySource[];
  /** Whether work that goes on is kept awake by itself. */
  workIsKept: boolean;
}

export type StopStory =
  | { kind: 'unknown'; reason: Message }
  | { kind: 'never'; settings: IdleShutdownOff }
  /** `earliest` is when it may stop after a time that was asked for. */
  | ({ kind: 'kept'; hold: Hold; earliest?: string } & Counting)
  | ({ kind: 'any-moment' } & Counting)
  | ({ kind: 'stops' } & Counting);

/** What has moved within this time is taken to go on moving. */
const GOING_ON_MS = 5 * 60_000;
/** Activity so much later than all other is what holds an app open: a kernel or terminal that was left running. */
const ALONE_MS = 10 * 60_000;

/** Tells when the app stops and why; `now` is the server's present. */
export function stopStory(idle: Idle, keepAwake: KeepAwake | undefined, now: number): StopStory {
  const { verdict } = idle;
  if (verdict.kind === 'unknown') return { kind: 'unknown', reason: verdict.reason };
  if (verdict.kind === 'never') return { kind: 'never', settings: verdict.settings };
  const counting = countingOf(idle, verdict, keepAwake, now);
  const hold = keepAwake && holdOf(keepAwake, now);
  if (hold) {
    const limit = verdict.settings.timeoutMinutes * 60_000;
    const after = hold.by === 'asked' ? Date.parse(hold.until) + limit : undefined;
    return {
      kind: 'kept',
      hold,
      ...(after !== undefined && { earliest: new Date(after).toISOString() }),
      ...counting,
    };
  }
  const next = nextStop({}, Date.parse(verdict.stopsAt) - now, now);
  return { kind: next.kind === 'any-moment' ? 'any-moment' : 'stops', ...counting };
}

type Stops = Extract<Idle['verdict'], { kind: 'stops' }>;

function countingOf(
  { activity }: Idle,
  { idleSince, settings, stopsAt }: Stops,
  keepAwake: KeepAwake | undefined,
  now: number,
): Counting {
  const sources = newestFirst(activity);
  const since = Date.parse(idleSince);
  const deciding = sources.find((source) => movedAt(source) === since);
  const next = sources.find((source) => source !== deciding && source.lastActivity !== undefined);
  const closable = deciding?.kind === 'kernel' || deciding?.kind === 'terminal';
  return {
    idleSince,
    stopsAt,
    settings,
    ...(deciding && { deciding }),
    goesOn: now - since < GOING_ON_MS,
    ...(closable && next?.lastActivity && since - movedAt(next) > ALONE_MS && { othersSince: next.lastActivity }),
    unseen: activity.filter(({ busy }) => busy),
    workIsKept: keepAwake !== undefined && keepAwake.policy.workHours > 0,
  };
}

/** What counts as activity, what moved last first. */
export const newestFirst = (activity: ActivitySource[]): ActivitySource[] =>
  [...activity].sort((a, b) => movedAt(b) - movedAt(a));

/** When it moved last, in milliseconds since 1970; 0 where it was never seen to. */
const movedAt = ({ lastActivity }: ActivitySource) => (lastActivity === undefined ? 0 : Date.parse(lastActivity));

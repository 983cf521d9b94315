import { AwsError } from '../../aws/errors';
import type { Context } from './context';
import { Conflict, mayBeDone, reasonOf, Unseen } from './failure';
import type { Settled, StepKind } from './kind';
import { untilSettled } from './patience';
import type { AnyStep, Fingerprint } from './step';
import type { UsualTime } from './usual-time';

/** What came of a step. */
export type Performed =
  | { came: 'done' }
  /** It was so already, and nothing was sent. */
  | { came: 'found' }
  | { came: 'kept'; why: string }
  /** AWS has done it, and would not show it afterwards. */
  | { came: 'not-read-back'; why: string };

/** A step that failed, and whether AWS may have done something of it. */
export class StepFailure extends Error {
  constructor(
    readonly reason: unknown,
    readonly begun: boolean,
  ) {
    super('a step failed');
  }
}

/** How often a step is sent that AWS refuses because somebody else's change is under way. */
const mostTries = 5;

/**
 * Does one step: waits until what it changes takes a change, stops where somebody else has changed it, does it, waits until
 * AWS has done with it and reads it back. Rejects with `StepFailure`.
 */
export async function perform<Step extends AnyStep, C extends Context>(
  context: C,
  kind: StepKind<Step, C>,
  step: Step,
  tell: (status: string) => void,
  usual?: UsualTime,
): Promise<Performed> {
  const look = async () => kind.read?.(context, step);
  const settled = (now: unknown): Settled => kind.settled?.(now, step) ?? { state: 'done' };
  const ready = (now: unknown): Settled => kind.ready?.(now, step) ?? settled(now);
  const reached = (now: unknown) => kind.reached?.(now, step);
  let begun = false;
  try {
    for (let tries = 1; ; tries += 1) {
      const now = await untilSettled(context, look, ready, tell);
      if (reached(now)) return { came: begun ? 'done' : 'found' };
      requireUnchanged(step, kind.fingerprint?.(now, step));
      const names = (await kind.namedBy?.(context, step)) ?? [];
      if (names.length > 0) return { came: 'kept', why: `still named by ${names.join(', ')}` };
      context.signal.throwIfAborted();
      try {
        begun = true;
        const kept = await kind.perform(context, step, now);
        if (kept) {
          // AWS also refuses what it is doing already, as after an answer that was cut.
          if (tries < mostTries && kind.read && !(await standsStill(look, ready, reached))) continue;
          return { came: 'kept', why: kept.kept };
        }
      } catch (error) {
        begun = mayBeDone(error);
        // What was cut off may have been done all the same, and what was busy may be free again: look anew.
        if (!begun || !kind.read || context.signal.aborted || tries === mostTries) throw error;
        const hasWaited = isConflict(error) && (await untilFree(context, kind, step, tell));
        if (!hasWaited && (await standsStill(look, ready, reached))) throw error;
        begun = !isConflict(error);
        continue;
      }
      return await readBack(
        context,
        look,
        settled,
        (now) => requireReached(reached(now), kind.fingerprint?.(now, step)),
        tell,
        usual,
      );
    }
  } catch (error) {
    throw new StepFailure(error, begun);
  }
}

const isConflict = (error: unknown) => error instanceof AwsError && error.failure.kind === 'conflict';

/**
 * Waits while what it is in is still being made or changed, as by a run that was killed, or by somebody else: AWS refuses
 * what is asked for meanwhile, and not for good. Whether there was anything to wait for.
 */
async function untilFree<Step extends AnyStep, C extends Context>(
  context: C,
  { around }: StepKind<Step, C>,
  step: Step,
  tell: (status: string) => void,
): Promise<boolean> {
  if (!around) return false;
  const look = () => around(context, step);
  try {
    if ((await look()).state !== 'waiting') return false;
  } catch {
    // Not to be seen: the failure of before is the answer.
    return false;
  }
  await untilSettled(context, look, (state) => state, tell);
  return true;
}

/** Whether it takes a change, and is not as it should be: then what was refused was refused for good. */
async function standsStill(
  look: () => Promise<unknown>,
  ready: (now: unknown) => Settled,
  reached: (now: unknown) => boolean | undefined,
): Promise<boolean> {
  try {
    const now = await look();
    return ready(now).state !== 'waiting' && !reached(now);
  } catch {
    // Not to be seen: the failure of before is the answer.
    return true;
  }
}

async function readBack(
  context: Context,
  look: () => Promise<unknown>,
  settled: (now: unknown) => Settled,
  requireDone: (now: unknown) => void,
  tell: (status: string) => void,
  usual: UsualTime | undefined,
): Promise<Performed> {
  let now: unknown;
  try {
    now = await untilSettled(context, look, settled, tell, usual);
  } catch (error) {
    if (context.signal.aborted || !(error instanceof AwsError || error instanceof Unseen)) throw error;
    return { came: 'not-read-back', why: reasonOf(error).why };
  }
  requireDone(now);
  return { came: 'done' };
}

function requireReached(reached: boolean | undefined, now: Fingerprint | undefined): void {
  if (reached ?? true) return;
  const found = Object.entries(now ?? {}).map(([leaf, value]) => `${leaf} is ${value}`);
  throw new Conflict(
    `it was set, and is not so afterwards${found.length === 0 ? '' : `: ${found.join(', ')}`}`,
    'somebody else may be changing it: run the command again',
  );
}

/** The user's thinking time is part of the time in which others may change something. */
function requireUnchanged({ asRead }: AnyStep, now: Fingerprint | undefined): void {
  if (!asRead || !now) return;
  const leaves = [...new Set([...Object.keys(asRead), ...Object.keys(now)])];
  const changed = leaves.filter((leaf) => asRead[leaf] !== now[leaf]);
  if (changed.length === 0) return;
  const told = changed.map((leaf) => `${leaf} was ${asRead[leaf] ?? 'none'} and is ${now[leaf] ?? 'none'} now`);
  throw new Conflict(
    `somebody else has changed it since it was read: ${told.join(', ')}`,
    'run the command again: it plans anew with what is there',
  );
}

import type { Context } from './context';
import { mayPass, StepError } from './failure';
import type { Settled } from './kind';
import type { UsualTime } from './usual-time';

/** In milliseconds. A domain takes 20 minutes at most (fact sheet, section 4); pauses double up to the longest. */
const pauses = { first: 100, longest: 3_000, total: 20 * 60_000 };

/**
 * How long looks may go without an answer. Clients have tried for themselves by then, with pauses that grow: this is for
 * the one look of many that is throttled or cut while AWS works.
 */
const longestSilence = 15_000;

/**
 * Looks until what was seen is settled; resolves with it. A look that gets no answer is tried again like one that finds it
 * unsettled. Where it is known how long AWS usually takes, the first look is after that. Rejects with `StepError` where AWS
 * failed, or takes too long, and with why it could not be looked at.
 */
export async function untilSettled<Now>(
  context: Context,
  look: () => Promise<Now>,
  settled: (now: Now) => Settled,
  tell: (status: string) => void,
  usual?: UsualTime,
): Promise<Now> {
  let told: string | undefined;
  const begun = context.now();
  await usual?.rest(context);
  let answered = context.now();
  for (let waited = 0, pause = pauses.first; ; waited += pause, pause = Math.min(2 * pause, pauses.longest)) {
    context.signal.throwIfAborted();
    try {
      const now = await look();
      const state = settled(now);
      if (state.state === 'done') {
        usual?.note(context.now() - begun);
        return now;
      }
      if (state.state === 'failed') throw new StepError(state.why, 'correct the cause and run the command again');
      answered = context.now();
      if (state.status !== told) tell(state.status);
      told = state.status;
    } catch (error) {
      if (!mayPass(error) || context.signal.aborted || context.now() - answered > longestSilence) throw error;
    }
    if (waited >= pauses.total)
      throw new StepError(`it is still ${told ?? 'not answering'}`, 'run the command again later');
    await context.sleep(pause);
  }
}

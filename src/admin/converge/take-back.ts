import type { Context } from './context';
import type { Event, ShownStep } from './event';
import { reasonOf } from './failure';
import type { KindOf } from './kind';
import { perform, StepFailure } from './perform';
import type { AnyStep, TakeBack } from './step';

/**
 * Takes back what steps did, the last first. What another step needed stays where that one could not be taken back: it is
 * still named there. Each is told; one that fails keeps only those from being tried.
 */
export async function takeBack<Step extends AnyStep & { takeBack: TakeBack<Step> }, C extends Context>(
  context: C,
  kindOf: KindOf<Step, C>,
  done: readonly Step[],
  tell: (event: Event) => void,
  shown: (step: Step) => ShownStep,
): Promise<void> {
  const held = new Map<string, string>();
  for (const step of [...done].reverse()) {
    const { text } = shown(step);
    const hold = (why: string) => {
      for (const id of step.needs) held.set(id, text);
      tell({ event: 'not-taken-back', text, why });
    };
    const holder = held.get(step.id);
    const back = step.takeBack;
    if (holder !== undefined) hold(`kept for what was not taken back: ${holder}`);
    else if (back.how === 'cannot') hold(back.why);
    else if (back.how === 'by-hand') hold(back.text);
    else {
      const way = shown(back.step);
      tell({ event: 'taking-back', step: way });
      try {
        const told = (status: string) => tell({ event: 'waiting', what: way.what, status });
        const came = await perform(context, kindOf(back.step), back.step, told);
        if (came.came === 'kept') hold(came.why);
        else tell({ event: 'taken-back', text });
      } catch (error) {
        if (!(error instanceof StepFailure)) throw error;
        const { why, remedy } = reasonOf(error.reason);
        hold(`${why}; ${remedy}`);
      }
    }
  }
}

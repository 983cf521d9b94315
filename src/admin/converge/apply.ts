import type { Context, Lasting } from './context';
import type { Event, ShownStep } from './event';
import { reasonOf } from './failure';
import type { KindOf } from './kind';
import { perform, StepFailure } from './perform';
import type { Plan } from './plan';
import type { AnyStep, TakeBack } from './step';
import { takeBack } from './take-back';

/** What deleting left for now. */
export interface Leftover {
  /** What it is, as people name it. */
  name: string;
  why: string;
}

/** What came of a plan. */
export type Applied =
  { state: 'done'; leftovers: Leftover[] } | { state: 'failed' | 'interrupted'; leftovers: Leftover[] };

/** A step as it is shown. */
export const shownStep = <Step extends AnyStep, C>(kindOf: KindOf<Step, C>, step: Step): ShownStep => {
  const kind = kindOf(step);
  return { id: step.id, sign: kind.sign, what: kind.what(step), text: kind.text(step), takesEffect: step.takesEffect };
};

/**
 * Does a plan's steps in their order. Where one fails, or the user ends it, what was done is taken back if that is asked
 * for; otherwise it stays, and planning again goes on from there. Nothing is thrown that AWS, or somebody else, is the
 * reason of: it is told.
 */
export async function apply<Step extends AnyStep & { takeBack: TakeBack<Step> }, C extends Context>(
  context: Lasting<C>,
  kindOf: KindOf<Step, C>,
  { steps }: Plan<Step>,
  onFailure: 'keep' | 'take-back',
  tell: (event: Event) => void,
): Promise<Applied> {
  const shown = (step: Step) => shownStep(kindOf, step);
  const done: Step[] = [];
  const settled = new Set<string>();
  const leftovers: Leftover[] = [];
  for (const [index, step] of steps.entries()) {
    const its = shown(step);
    const { id, what, text } = its;
    tell({ event: 'step', step: its, number: index + 1, of: steps.length });
    try {
      const told = (status: string) => tell({ event: 'waiting', what, status });
      const came = await perform<Step, C>(context, kindOf(step), step, told);
      settled.add(id);
      if (came.came === 'found') tell({ event: 'found', id });
      if (came.came === 'done' || came.came === 'not-read-back') done.push(step);
      if (came.came === 'not-read-back') tell({ event: 'not-read-back', id, text, why: came.why });
      if (came.came === 'kept') {
        leftovers.push({ name: what, why: came.why });
        tell({ event: 'kept', id, what, text, why: came.why });
      }
    } catch (error) {
      if (!(error instanceof StepFailure)) throw error;
      if (error.begun) done.push(step);
      const interrupted = context.signal.aborted;
      if (interrupted) {
        const texts = (which: boolean) =>
          steps.filter((one) => settled.has(one.id) === which).map((one) => shown(one).text);
        tell({ event: 'interrupted', done: texts(true), notDone: texts(false) });
      } else tell({ event: 'failed', id, text, ...reasonOf(error.reason) });
      if (onFailure === 'take-back') await takeBack(context.lasting(), kindOf, done, tell, shown);
      return { state: interrupted ? 'interrupted' : 'failed', leftovers };
    }
  }
  return { state: 'done', leftovers };
}

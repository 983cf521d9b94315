import type { Context, Lasting } from './context';
import type { Event, ShownStep } from './event';
import { Conflict, reasonOf } from './failure';
import type { KindOf } from './kind';
import { perform, StepFailure } from './perform';
import type { Plan } from './plan';
import type { AnyStep, TakeBack } from './step';
import { takeBack } from './take-back';
import { UsualTime } from './usual-time';

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

/** How many steps go on beside each other: most of them wait for AWS, while the others ask as much as the account lets through. */
const lanes = 80;

/**
 * Does a plan's steps in their order, several beside each other where their kind allows it. Where one fails, or the user
 * ends it, no other is begun; what was done is taken back if that is asked for; otherwise it stays, and planning again goes
 * on from there. Nothing is thrown that AWS, or somebody else, is the reason of: it is told.
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
  const tried = new Set<string>();
  const begun = new Set<string>();
  const leftovers: Leftover[] = [];
  const failures: unknown[] = [];
  const underWay = new Map<string, Promise<void>>();
  const usual = new Map<string, UsualTime>();
  const doOne = async (
    step: Step,
    number: number,
    time: UsualTime | undefined,
    its = shown(step),
    within: C = context,
  ) => {
    tried.add(step.id);
    const { id, what, text } = its;
    tell({ event: 'step', step: its, number, of: steps.length });
    try {
      const told = (status: string) => tell({ event: 'waiting', what, status });
      const came = await perform<Step, C>(within, kindOf(step), step, told, time);
      settled.add(id);
      if (came.came === 'found') tell({ event: 'found', id, what });
      if (came.came === 'done' || came.came === 'not-read-back') done.push(step);
      if (came.came === 'not-read-back') tell({ event: 'not-read-back', id, text, why: came.why });
      if (came.came === 'kept') {
        leftovers.push({ name: what, why: came.why });
        tell({ event: 'kept', id, what, text, why: came.why });
      }
    } catch (error) {
      if (!(error instanceof StepFailure)) throw error;
      failures.push(error);
      if (error.begun) done.push(step);
      if (error.begun) begun.add(id);
      const outdated = error.reason instanceof Conflict;
      const reason = reasonOf(error.reason);
      // A plan that is made again does not know of what was so before.
      const remedy =
        step.restores === undefined
          ? reason.remedy
          : `correct the cause and ${text} by hand: running the command again does not`;
      if (!within.signal.aborted) tell({ event: 'failed', id, text, ...reason, remedy, outdated });
    } finally {
      underWay.delete(id);
    }
  };
  for (const [index, step] of steps.entries()) {
    const sort = kindOf(step).beside?.(step);
    const time = sort === undefined ? undefined : (usual.get(sort) ?? new UsualTime());
    if (sort !== undefined && time) usual.set(sort, time);
    const hasRoom = () => time !== undefined && underWay.size < lanes && !step.needs.some((id) => underWay.has(id));
    while (underWay.size > 0 && !hasRoom()) await Promise.race(underWay.values());
    if (failures.length > 0) break;
    // What is nobody's doing is a bug of ours: it is thrown when all others have ended.
    const going = doOne(step, index + 1, time).catch((bug: unknown) => void failures.push(bug));
    underWay.set(step.id, going);
    if (!time) await going;
  }
  await Promise.all(underWay.values());
  const bug = failures.find((error) => !(error instanceof StepFailure));
  if (bug !== undefined) throw bug;
  if (failures.length === 0) return { state: 'done', leftovers };
  const interrupted = context.signal.aborted;
  if (interrupted) {
    const texts = (which: (id: string) => boolean) => steps.filter(({ id }) => which(id)).map((one) => shown(one).text);
    tell({
      event: 'interrupted',
      done: texts((id) => settled.has(id)),
      begun: texts((id) => begun.has(id)),
      notDone: texts((id) => !settled.has(id) && !begun.has(id)),
    });
  }
  // What was only stopped for a while goes on again, though what it was stopped for was not done.
  const isDone = new Set(done.map(({ id }) => id));
  for (const [index, step] of steps.entries())
    if (step.restores !== undefined && isDone.has(step.restores) && !tried.has(step.id))
      await doOne(step, index + 1, undefined, shown(step), context.lasting());
  if (onFailure === 'take-back') await takeBack(context.lasting(), kindOf, done, tell, shown);
  return { state: interrupted ? 'interrupted' : 'failed', leftovers };
}

import { apply, shownStep, type Leftover } from './apply';
import type { Context, Lasting } from './context';
import type { Human } from './event';
import type { KindOf } from './kind';
import type { Plan } from './plan';
import type { AnyStep, TakeBack } from './step';

/** What a command was asked for. */
export interface Manner {
  /** Show the plan and change nothing. */
  dryRun: boolean;
  /** Nobody is asked. */
  agreed: boolean;
  /** What becomes of what was done, where a later step fails. */
  onFailure: 'keep' | 'take-back';
}

/** How a command ended. */
export interface Outcome {
  state:
    'nothing-to-do' | 'planned' | 'nobody-to-ask' | 'declined' | 'done' | 'failed' | 'interrupted' | 'could-not-assess';
  leftovers: Leftover[];
}

/** The exit code of each end, everywhere the same; 130 is a shell's for Ctrl-C. */
export const exitCodes: Readonly<Record<Outcome['state'], number>> = {
  'nothing-to-do': 0,
  done: 0,
  failed: 1,
  declined: 1,
  'nobody-to-ask': 2,
  planned: 3,
  'could-not-assess': 4,
  interrupted: 130,
};

/** `Apply 7 changes to domain d-…?` */
export const question = ({ subject, steps }: Plan<AnyStep>) =>
  `Apply ${steps.length} ${steps.length === 1 ? 'change' : 'changes'} to ${subject}?`;

/** Shows a plan, asks, carries it out and tells how it goes: what every command that changes AWS does. */
export async function converge<Step extends AnyStep & { takeBack: TakeBack<Step> }, C extends Context>(
  context: Lasting<C>,
  human: Human,
  kindOf: KindOf<Step, C>,
  plan: Plan<Step>,
  { dryRun, agreed, onFailure }: Manner,
): Promise<Outcome> {
  const { subject, steps } = plan;
  const ended = (state: Outcome['state']): Outcome => ({ state, leftovers: [] });
  if (steps.length === 0) {
    human.tell({ event: 'nothing-to-do', subject, ...(context.region !== undefined && { region: context.region }) });
    return ended('nothing-to-do');
  }
  human.tell({ event: 'plan', subject, steps: steps.map((step) => shownStep(kindOf, step)) });
  if (dryRun) return ended('planned');
  if (!agreed) {
    if (!human.ask) return ended('nobody-to-ask');
    const yes = await human.ask(question(plan));
    if (context.signal.aborted) return ended('interrupted');
    if (!yes) return ended('declined');
  }
  return apply<Step, C>(context, kindOf, plan, onFailure, (event) => human.tell(event));
}

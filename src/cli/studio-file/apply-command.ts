import type { Outcome } from '../../admin/converge/converge';
import { isPlanText, readPlan } from '../../admin/converge/plan';
import { requireAccount } from '../../admin/domain/context';
import { StudioStep } from '../../admin/domain/studio-step';
import { studioKinds } from '../../admin/domain/steps/kinds';
import { whatText } from '../../admin/domain/steps/words';
import { change, type ChangeOptions, requireSomebodyToAsk } from '../change';
import { explained } from '../failure';
import { CommandError, type Host } from '../host';
import { studioContext } from './context';
import { requireAllDeleted } from './not-deleted';
import { type PlanningGiven, requireNone } from './options';
import { choiceOf, planFor } from './plan-for';
import { heldLines, studioPlanLines, unseenLines } from './plan-text';
import type { Program } from './program';
import { liveStudio, textNamed } from './read-file';
import { Where, whereOf } from './where';

interface Given extends PlanningGiven, ChangeOptions {
  file: string;
}

/** Plans, asks, does it and reads back; or does what a plan in a file says. */
export async function applyCommand(
  host: Host,
  { version, home }: Program,
  given: Given,
  words: readonly string[],
): Promise<void> {
  requireSomebodyToAsk(host, given);
  const choice = choiceOf(given, words);
  if (isPlanText(await textNamed(given.file, mostOfPlan))) {
    requireNone(words, ['only', 'adopt', 'stop-apps', 'delete'], 'a plan says what is done, and');
    return applyPlan(host, given);
  }
  const { studio, context } = await liveStudio(host, given.file, version);
  await explained(async () => {
    const result = await planFor(context, home, studio, choice);
    for (const line of result.inVain) host.tell(line);
    const about = { studio: studio.studio, ...whereOf(studio) };
    // Where something waits for a decision, there is something to do.
    const nothing =
      result.held.length > 0
        ? `Nothing was changed: there is nothing to do in ${studio.studio} in ${studio.region} but what waits for you`
        : undefined;
    const shown = given.json ? undefined : () => studioPlanLines(studio, result, host);
    const kept = await change(host, context, studioKinds, result.plan, given, about, 'keep', { plan: shown, nothing });
    // Who has seen the plan has read it.
    if (given.yes || result.plan.steps.length === 0) for (const line of unseenLines(result)) host.tell(line);
    // What is left of another's, or to be decided, was not done: who scripts this must learn it.
    const blocking = result.held.filter(({ why }) => why !== 'not-named');
    for (const line of heldLines(result.held)) host.tell(line);
    if (blocking.length > 0) {
      const were = blocking.length === 1 ? 'a change was' : `${blocking.length} changes were`;
      throw new CommandError(`${were} not made: see above`);
    }
    requireAllDeleted(keptForGood(result.plan.steps, kept));
    tellMade(host, result.plan.steps.length - kept.length, studio.studio, studio.region, given);
  });
}

/** How many of those that AWS has kept do not go by themselves later, as former scripts do with the next `apply`. */
function keptForGood(steps: readonly StudioStep[], kept: Outcome['leftovers']): number {
  const asked = steps.flatMap((step) =>
    step.do === 'delete' && step.what.kind !== 'lifecycle configuration' ? [whatText(step.what)] : [],
  );
  return kept.filter(({ name }) => asked.includes(name)).length;
}

function tellMade(host: Host, made: number, studio: string, region: string, given: ChangeOptions): void {
  if (made === 0 || given['dry-run'] || given.json) return;
  host.tell(`Done: ${made === 1 ? '1 change' : `${made} changes`} made in ${studio} in ${region}.`);
}

/** Bytes of a plan: each step says all that it does. */
const mostOfPlan = 256 * 1024 * 1024;
/** The way out where a plan cannot be carried out any more. */
const anew = 'make a new plan: studiolo plan FILE --out PLAN.json';
/** How many of the things that are wrong with one are told. */
const told = 3;

/** A plan that was made before: what has changed since stops its step. */
async function applyPlan(host: Host, given: Given): Promise<void> {
  const read = readPlan<StudioStep>(await textNamed(given.file, mostOfPlan), StudioStep);
  if ('wrong' in read) {
    const more = read.wrong.length > told ? `; and ${read.wrong.length - told} more` : '';
    throw new CommandError(
      `${given.file} cannot be applied: ${read.wrong.slice(0, told).join('; ')}${more}; ${anew}`,
      2,
    );
  }
  const { plan } = read;
  const where = Where.safeParse(plan.where);
  if (!where.success)
    throw new CommandError(`${given.file} does not say for which account and region it is; ${anew}`, 2);
  const { account, region } = where.data;
  await explained(async () => {
    const context = studioContext(host, region);
    await requireAccount(context, account);
    const about = { studio: plan.subject, account, region };
    const kept = await change(host, context, studioKinds, plan, given, about, 'keep', { outdated: anew });
    requireAllDeleted(keptForGood(plan.steps, kept));
    tellMade(host, plan.steps.length - kept.length, plan.subject, region, given);
  });
}

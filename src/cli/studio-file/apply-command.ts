import { readPlan } from '../../admin/converge/plan';
import { requireAccount } from '../../admin/domain/context';
import { StudioStep } from '../../admin/domain/studio-step';
import { studioKinds } from '../../admin/domain/steps/kinds';
import { change, type ChangeOptions, requireSomebodyToAsk } from '../change';
import { explained } from '../failure';
import { CommandError, type Host } from '../host';
import { studioContext } from './context';
import type { PlanningGiven } from './options';
import { choiceOf, planFor } from './plan-for';
import { heldLines, studioPlanLines } from './plan-text';
import type { Program } from './program';
import { liveStudio, textOfFile } from './read-file';
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
  if (given.file.endsWith('.json')) return applyPlan(host, given);
  const { studio, context } = await liveStudio(host, given.file, version);
  await explained(async () => {
    const result = await planFor(context, home, studio, choice);
    const about = { studio: studio.studio, ...whereOf(studio) };
    const shown = given.json ? undefined : () => studioPlanLines(studio, result, host);
    await change(host, context, studioKinds, result.plan, given, about, 'keep', shown);
    // What is left of another's, or to be decided, was not done: who scripts this must learn it.
    const blocking = result.held.filter(({ why }) => why !== 'not-named');
    for (const line of heldLines(result.held)) host.tell(line);
    if (blocking.length > 0) {
      const were = blocking.length === 1 ? 'a change was' : `${blocking.length} changes were`;
      throw new CommandError(`${were} not made: see above`);
    }
  });
}

/** A plan that was made before: what has changed since stops its step. */
async function applyPlan(host: Host, given: Given): Promise<void> {
  const read = readPlan<StudioStep>(await textOfFile(given.file), StudioStep);
  if ('wrong' in read) throw new CommandError(`${given.file} is no plan: ${read.wrong.join('; ')}`, 2);
  const { plan } = read;
  const where = Where.safeParse(plan.where);
  if (!where.success) throw new CommandError(`${given.file} does not say for which account and region it is`, 2);
  const { account, region } = where.data;
  await explained(async () => {
    const context = studioContext(host, region);
    await requireAccount(context, account);
    await change(host, context, studioKinds, plan, given, { studio: plan.subject, account, region });
  });
}

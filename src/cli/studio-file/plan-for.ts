import type { StudioContext } from '../../admin/domain/context';
import { readCurrent } from '../../admin/domain/current';
import { planStudio } from '../../admin/domain/rules/plan-studio';
import type { Choice, StudioPlan } from '../../admin/domain/rules/studio-plan';
import { type ResourceKind, resourceKinds, type Studio } from '../../admin/studio-file/wanted';
import { notListed } from '../../admin/studio-file/nearest';
import { UsageError } from '../host';
import { keepKnown, knownOf } from './known-file';
import { namesGiven, type PlanningGiven } from './options';

/** What was agreed to on the command line. UsageError for what is not understood. */
export const choiceOf = (given: PlanningGiven, words: readonly string[]): Choice => ({
  adopt: given.adopt === true,
  stopApps: given['stop-apps'] === true,
  only: given.only?.split(',').map(kindNamed),
  delete: namesGiven(words, 'delete'),
});

/** `user-profiles`: user profile. */
const kindWords = new Map<string, ResourceKind | 'guardrails'>([
  ...resourceKinds.map((kind): [string, ResourceKind] => [
    kind === 'AppImageConfig' ? 'app-image-configs' : `${kind.replace(' ', '-')}s`,
    kind,
  ]),
  ['guardrails', 'guardrails'],
]);

function kindNamed(word: string): ResourceKind | 'guardrails' {
  const kind = kindWords.get(word);
  if (!kind) throw new UsageError(`--only ${JSON.stringify(word)}: ${notListed(word, [...kindWords.keys()])}`);
  return kind;
}

/** Reads what is there, but for what is known from before, and plans. Rejects with `AwsError` and `StepError`. */
export async function planFor(
  context: StudioContext,
  home: string,
  studio: Studio,
  choice: Choice,
): Promise<StudioPlan> {
  const { policies, ...rest } = studio;
  // What is not asked for is not read: who may not ask Organizations can plan all else.
  const asked: Studio = policies && (choice.only?.includes('guardrails') ?? true) ? studio : rest;
  const current = await readCurrent(context, asked, await knownOf(home, studio));
  await keepKnown(home, studio, current.known);
  return planStudio(asked, current, choice);
}

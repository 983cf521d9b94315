import type { StudioContext } from '../../admin/domain/context';
import { readCurrent } from '../../admin/domain/current';
import { type Choice, planStudio, type StudioPlan } from '../../admin/domain/rules/plan-studio';
import { type ResourceKind, resourceKinds, type Studio } from '../../admin/studio-file/wanted';
import { notListed } from '../../admin/studio-file/nearest';
import { UsageError } from '../host';
import type { PlanningGiven } from './options';

/** What was agreed to on the command line. UsageError for what is not understood. */
export const choiceOf = (given: PlanningGiven, words: readonly string[]): Choice => ({
  adopt: given.adopt === true,
  stopApps: given['stop-apps'] === true,
  only: given.only?.split(',').map(kindNamed),
  delete: words.flatMap((word, at) => {
    if (word.startsWith('--delete=')) return [word.slice('--delete='.length)];
    return word === '--delete' ? [words[at + 1] ?? ''] : [];
  }),
});

/** `user-profiles`: user profile. */
const kindWords = new Map<string, ResourceKind>(
  resourceKinds.map((kind) => [kind === 'AppImageConfig' ? 'app-image-configs' : `${kind.replace(' ', '-')}s`, kind]),
);

function kindNamed(word: string): ResourceKind {
  const kind = kindWords.get(word);
  if (!kind) throw new UsageError(`--only ${JSON.stringify(word)}: ${notListed(word, [...kindWords.keys()])}`);
  return kind;
}

/** Reads what is there, and plans. Rejects with `AwsError` and `StepError`. */
export const planFor = async (context: StudioContext, studio: Studio, choice: Choice): Promise<StudioPlan> =>
  planStudio(studio, await readCurrent(context, studio), choice);

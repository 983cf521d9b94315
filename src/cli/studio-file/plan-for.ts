import type { StudioContext } from '../../admin/domain/context';
import { readCurrent } from '../../admin/domain/current';
import { isKnown } from '../../admin/domain/known-before';
import { askedInVain } from '../../admin/domain/rules/asked-in-vain';
import { crowdsAfter } from '../../admin/domain/rules/crowded-domains';
import { planStudio } from '../../admin/domain/rules/plan-studio';
import type { Choice, StudioPlan } from '../../admin/domain/rules/studio-plan';
import { type Fact, known } from '../../admin/findings/fact';
import type { Short } from '../../admin/network/room';
import { type ResourceKind, resourceKinds, type Studio } from '../../admin/studio-file/wanted';
import { notListed } from '../../admin/studio-file/nearest';
import { UsageError } from '../host';
import { wordsOf } from '../options';
import { keepKnown, knownOf } from './known-file';
import { namesGiven, type PlanningGiven } from './options';

/** What was agreed to on the command line. UsageError for what is not understood. */
export const choiceOf = (given: PlanningGiven, words: readonly string[]): Choice => ({
  adopt: given.adopt === true,
  stopApps: given['stop-apps'] === true,
  only: given.only === undefined ? undefined : wordsOf(given.only).map(kindNamed),
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

/** The words that `--only` takes. */
export const kindNames: readonly string[] = [...kindWords.keys()];

function kindNamed(word: string): ResourceKind | 'guardrails' {
  const kind = kindWords.get(word);
  if (!kind) throw new UsageError(`--only ${JSON.stringify(word)}: ${notListed(word, kindNames)}`);
  return kind;
}

/** A plan, what it was asked for in vain, and whether its subnets have addresses for those who come. */
export interface PlanWithRoom extends StudioPlan {
  inVain: string[];
  /** Domains with too little room; or why it is not known. */
  room: Fact<Short[]>;
}

/** Reads what is there, but for what is known from before, and plans. Rejects with `AwsError` and `StepError`. */
export async function planFor(
  context: StudioContext,
  home: string,
  studio: Studio,
  choice: Choice,
): Promise<PlanWithRoom> {
  const { policies, ...rest } = studio;
  // What is not asked for is not read: who may not ask Organizations can plan all else.
  const asked: Studio = policies && (choice.only?.includes('guardrails') ?? true) ? studio : rest;
  const before = await knownOf(home, studio);
  const current = await readCurrent(context, asked, before);
  if (!isKnown(current.known, before)) await keepKnown(home, studio, current.known);
  const result = { ...planStudio(asked, current, choice), inVain: askedInVain(studio, current, choice) };
  const crowds = crowdsAfter(studio, current, result.plan.steps);
  if (!crowds.some(({ grows }) => grows)) return { ...result, room: known([]) };
  // EC2's client is large: a plan in which nobody comes does without it.
  const { freeAddresses, shortOfRoom } = await import('../../admin/network/room');
  const free = await freeAddresses(studio.region, crowds);
  return { ...result, room: 'known' in free ? known(shortOfRoom(crowds, free.known)) : free };
}

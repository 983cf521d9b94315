import { planOf, type Plan } from '../converge/plan';
import { inRegion, withRegion } from '../converge/region-text';
import type { InstallationContext } from './context';
import { before, type Current, customers, foundIn, readScript, type FoundScript } from './current';
import { InstallationError } from './failure';
import { type BuiltInSlot, builtInSlots, type PerSlot, slotText } from './rules/built-in-slot';
import { beforeTag, rollbackTag } from './rules/naming';
import { type Desired, type InstallationStep, stepsTo } from './rules/steps';
import { stayingIn, subjectOf } from './install';
import { Notes } from './notes';
import { hasWheel, sourceOf, unusedUploads } from './sources';

const nothingMore: Pick<Desired, 'scripts' | 'tags' | 'uploads'> = { scripts: [], tags: {}, uploads: [] };

/**
 * What it takes to go back to the version that was there before. While that is under way it is noted on the version that one
 * goes back to, so that running it again finishes it and does not go back once more. Rejects with `AwsError` or
 * `InstallationError`.
 */
export async function planRollback(context: InstallationContext, current: Current): Promise<Plan<InstallationStep>> {
  const { domain, at, own } = current;
  const slots = ours(current);
  const wanted = stayingIn(current, slots);
  const notes = new Notes();
  const kept: string[] = [];
  const underWay = slots.some((slot) => isUnderWay(current, slot));
  for (const slot of slots) {
    const now = at[slot];
    if (!now) continue;
    const target = underWay ? now : await earlierVersion(context, current, slot, now);
    const from = underWay ? own.get(now.name)?.tags[rollbackTag(slot)] : now.arn;
    wanted[slot] = target.name;
    if (from !== undefined) notes.add(target.name, { [rollbackTag(slot)]: from }, { [rollbackTag(slot)]: 'None' });
    const beforeThat = await before(context.sagemaker, slot, target);
    if (beforeThat.known && beforeThat.script?.ours) kept.push(beforeThat.script.name);
  }
  const desired = { ...nothingMore, slots: wanted, notes: notes.all(), kept, deletions: [] };
  return planOf(subjectOf(domain.domainId), stepsTo(desired, await foundIn(context, current)));
}

function isUnderWay({ at, own }: Current, slot: BuiltInSlot): boolean {
  const from = own.get(at[slot]?.name ?? '')?.tags[rollbackTag(slot)];
  return from !== undefined && from !== 'None';
}

async function earlierVersion(
  context: InstallationContext,
  { domain: { domainId } }: Current,
  slot: BuiltInSlot,
  now: FoundScript,
): Promise<FoundScript> {
  const earlier = await before(context.sagemaker, slot, now);
  const where = domainIn(context, domainId);
  const uninstall = `\`studiolo domain uninstall --domain ${domainId}${withRegion(context)}\` takes studiolo away`;
  if (!earlier.known) throw new InstallationError(notKnown(where, slot, now, earlier.why), uninstall);
  if (!earlier.script?.ours) {
    throw new InstallationError(`there is no earlier version to go back to in ${where}`, uninstall);
  }
  const source = sourceOf(earlier.script.script);
  if (source !== undefined && (await hasWheel(context, source)) === false) {
    throw new InstallationError(
      `the earlier version in ${where} installs from ${source}, where there is no wheel any more`,
      `install that version anew, or ${uninstall}`,
    );
  }
  return earlier.script;
}

/** What it takes to bring back what the domain had before studiolo. Rejects with `AwsError` or `InstallationError`. */
export async function planUninstall(context: InstallationContext, current: Current): Promise<Plan<InstallationStep>> {
  const { sagemaker } = context;
  const { domainId } = current.domain;
  const slots = ours(current);
  const wanted: PerSlot<string> = stayingIn(current, slots);
  for (const slot of slots) {
    const now = current.at[slot];
    const own = await customers(sagemaker, slot, now);
    if (!own.known && now) {
      const remedy = `set the tag ${beforeTag(slot)} of ${now.name} to the ARN of the script to bring back, or to None, and run the command again`;
      throw new InstallationError(notKnown(domainIn(context, domainId), slot, now, own.why), remedy);
    }
    if (own.known && own.script) wanted[slot] = own.script.name;
  }
  const sources: string[] = [];
  for (const { arn } of current.own.values()) {
    const source = sourceOf((await readScript(sagemaker, arn)).script);
    if (source !== undefined) sources.push(source);
  }
  // What is not deleted now, nobody would find again: that it may not be listed is an error, and running again mends it.
  const deletions = await unusedUploads(context, domainId, sources, []);
  const desired = { ...nothingMore, slots: wanted, notes: [], kept: [], deletions };
  return planOf(subjectOf(domainId), stepsTo(desired, await foundIn(context, current)));
}

const ours = ({ at }: Current) => builtInSlots.filter((slot) => at[slot]?.ours);

const domainIn = (context: InstallationContext, domainId: string) => `${subjectOf(domainId)}${inRegion(context)}`;

const notKnown = (where: string, slot: BuiltInSlot, { name }: FoundScript, why: string) =>
  `what ${slotText(slot)} of ${where} had before ${name} is not known: ${why}`;

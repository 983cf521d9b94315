import { StepError } from '../../converge/failure';
import { planOf } from '../../converge/plan';
import { planPolicies } from '../../guardrails/attach/plan-policies';
import { ownOf } from '../../studio-file/settings';
import { isDomainId, type Ref, refId, type Studio, studioTag, type Wanted } from '../../studio-file/wanted';
import type { Current, Present } from '../current';
import type { StudioStep } from '../studio-step';
import { differenceOf } from './difference';
import { addStep, holdersOf, madeFor, type Making, neededBy } from './making';
import { planChange } from './plan-change';
import { planLeft } from './plan-left';
import { startsAgain } from './stopped-apps';
import type { Choice, Held, StudioPlan } from './studio-plan';
import { unsoundText } from './unsound';
import { whoseText } from './whose';

/** What must be done for what is there to be as the file says. Pure. */
export function planStudio(studio: Studio, current: Current, choice: Choice): StudioPlan {
  const making = madeFor(studio, current);
  const { steps, held } = making;
  if (choice.only?.includes('AppImageConfig') ?? true) held.push(...imagesToPublish(studio, current));
  let unchanged = 0;
  const wanted = studio.resources.filter(({ ref }) => choice.only?.includes(ref.kind) ?? true);
  for (const one of wanted) {
    const before = steps.length + held.length;
    planOne(making, one, current, choice);
    if (before === steps.length + held.length) unchanged += 1;
  }
  // What shall hold holds before anything is made.
  const guards = current.guarded && planPolicies(current.guarded, (name) => choice.delete.includes(name));
  held.push(...(guards?.held ?? []));
  unchanged += guards?.unchanged ?? 0;
  const superseded = planLeft(making, current, choice);
  const starts = startsAgain(making);
  // Former scripts go when nothing names them any more.
  const naming = superseded.length === 0 ? [] : steps.filter(isOfResource).map(({ id }) => id);
  const last = superseded.map((step) => ({ ...step, needs: [...step.needs, ...naming] }));
  return {
    plan: planOf(studio.studio, [...(guards?.steps ?? []), ...steps, ...starts, ...last]),
    held,
    unchanged,
    unmanaged: current.unmanaged,
    unseen: current.guarded?.unseen,
  };
}

const isOfResource = ({ do: does }: StudioStep) => does === 'create' || does === 'change';

/** Images that are not as the file says: they are built and published by a command of their own. */
function imagesToPublish({ images }: Studio, current: Current): Held[] {
  return images.flatMap(({ name, from }): Held[] => {
    const is = current.images.get(name);
    const isUri = /^\d/.test(from);
    if (is !== undefined && (!isUri || is === from)) return [];
    const why = is === undefined ? 'names an image that is not there yet' : `names an image that is ${is}, not ${from}`;
    const text = `${why}; studiolo image publish ${from} --image-name ${name} makes it`;
    return [{ what: { kind: 'AppImageConfig', name }, why: 'no-image', text }];
  });
}

function planOne(making: Making, one: Wanted, current: Current, choice: Choice): void {
  const { ref, settings, tags } = one;
  const { held, studio } = making;
  const now = current.present.get(refId(ref));
  if (!now) {
    if (ref.kind === 'domain' && isDomainId(ref.name))
      throw new StepError(
        `there is no domain ${ref.name} in ${studio.region}`,
        `name one by its name to make it; those that are there: aws sagemaker list-domains --region ${studio.region}`,
      );
    const lacking = choice.only && holdersOf(one).find((holder) => !isThereOrComes(making, holder, current));
    if (choice.only && lacking) {
      const text = `needs ${lacking.kind} ${lacking.name}, which is not there, and which --only leaves out; name ${lacking.kind}s there too`;
      held.push({ what: ref, why: 'no-holder', text });
      return;
    }
    const takeBack = { how: 'by-hand', text: 'take it out of the file, and apply that with --delete' } as const;
    const common = { id: refId(ref), needs: neededBy(making, one), takesEffect: { when: 'now' } as const, takeBack };
    addStep(making, { ...common, do: 'create', what: ref, settings, tags });
    return;
  }
  const whose = now.tags[studioTag];
  if (whose !== undefined && whose !== studio.studio) {
    const text = `belongs to the file of studio ${whose}; take it out of one of them`;
    held.push({ what: ref, why: 'of-another', text });
    return;
  }
  const difference = differenceOf(now.settings, settings);
  const unsound = unsoundText(now, difference !== undefined);
  if (unsound !== undefined) {
    held.push({ what: ref, why: 'unsound', text: unsound });
    return;
  }
  const missing = Object.entries(tags).filter(([key, value]) => ownOf(now.tags, key) !== value);
  const extra = (one.untagged ?? []).filter((key) => ownOf(now.tags, key) !== undefined);
  if (whose === undefined && !choice.adopt) {
    // What is as the file says need not be the file's for that.
    if (!difference && extra.length === 0 && missing.every(([key]) => key.startsWith('studiolo:'))) return;
    const text = 'exists otherwise than the file says, and no file has made it; --adopt takes it over';
    held.push({ what: ref, why: 'not-adopted', text });
    return;
  }
  const isTagged = missing.length + extra.length === 0;
  if (isTagged && !difference) return;
  const needs = neededBy(making, one);
  const tag = isTagged ? undefined : tagging(one, now, { missing, extra }, needs);
  if (tag) making.steps.push(tag);
  // What is taken over carries the file's name before it is changed.
  const taken = tag && whose === undefined ? [tag.id] : [];
  if (difference) planChange(making, one, difference, current, choice, [...needs, ...taken]);
}

/** Whether something is there already, or is made by this plan. */
const isThereOrComes = ({ holders }: Making, ref: Ref, { present }: Current) =>
  present.has(refId(ref)) || holders.has(refId(ref));

const tagging = (
  { ref }: Wanted,
  now: Present,
  { missing, extra }: { missing: [string, string][]; extra: string[] },
  needs: string[],
): StudioStep => ({
  id: `${refId(ref)} tags`,
  needs,
  takesEffect: { when: 'now' },
  takeBack: { how: 'by-hand', text: `the tags of ${refId(ref)}` },
  asRead: whoseText(now.tags),
  do: 'tag',
  what: ref,
  tags: Object.fromEntries(missing),
  ...(extra.length > 0 && { removes: extra }),
  adopts: now.tags[studioTag] === undefined,
});

import { StepError } from '../../converge/failure';
import { type Plan, planOf } from '../../converge/plan';
import type { TakesEffect } from '../../converge/step';
import { said } from '../../studio-file/settings';
import { type Ref, refId, scriptTag, type Studio, studioTag, type Wanted } from '../../studio-file/wanted';
import type { Current, Present, RunningApp } from '../current';
import { type Effect, forPath } from '../resources/resource';
import { resources } from '../resources/resources';
import { appText, type AppOf, type StudioStep } from '../studio-step';
import { type Difference, differenceOf, settingText } from './difference';

/** What whoever plans agrees to beforehand. */
export interface Choice {
  /** Takes over what exists and carries no file's name. */
  adopt: boolean;
  /** Apps are stopped where a change needs that, and started again. */
  stopApps: boolean;
  /** Only these kinds; all where it is absent. */
  only?: readonly Ref['kind'][] | undefined;
  /** Names of what may be deleted. */
  delete: readonly string[];
}

/** What there is to do, and what keeps something from being done. */
export interface StudioPlan {
  plan: Plan<StudioStep>;
  /** What only whoever runs the command can decide or correct, a line each. */
  held: Held[];
  unchanged: number;
  unmanaged: number;
}

/** A change that is not part of a plan, and what it waits for. */
export interface Held {
  what: Ref;
  why: 'not-adopted' | 'not-named' | 'apps-run' | 'fixed' | 'of-another';
  text: string;
}

/** What must be done for what is there to be as the file says. Pure. */
export function planStudio(studio: Studio, current: Current, choice: Choice): StudioPlan {
  const steps: StudioStep[] = [];
  const held: Held[] = [];
  const starts: StudioStep[] = [];
  let unchanged = 0;
  const wanted = studio.resources.filter(({ ref }) => choice.only?.includes(ref.kind) ?? true);
  for (const one of wanted) {
    const before = steps.length + held.length;
    planOne(one, current, choice, { studio, steps, held, starts });
    if (before === steps.length + held.length) unchanged += 1;
  }
  const superseded = planLeft(studio, current, choice, { steps, held });
  steps.push(...starts.map((step) => ({ ...step, needs: steps.filter(isOfResource).map(({ id }) => id) })));
  steps.push(...superseded.map((step) => ({ ...step, needs: steps.filter(isOfResource).map(({ id }) => id) })));
  return { plan: planOf(studio.studio, steps), held, unchanged, unmanaged: current.unmanaged };
}

interface Making {
  studio: Studio;
  steps: StudioStep[];
  held: Held[];
  /** What starts stopped apps again, when all else is done. */
  starts: StudioStep[];
}

const isOfResource = ({ do: does }: StudioStep) => does === 'create' || does === 'change';

function planOne(one: Wanted, current: Current, choice: Choice, making: Making): void {
  const { ref, settings, tags } = one;
  const { steps, held, studio } = making;
  const now = current.present.get(refId(ref));
  const needs = neededBy(one, steps);
  if (!now) {
    const takeBack = { how: 'by-hand', text: 'take it out of the file, and apply that with --delete' } as const;
    const common = { id: refId(ref), needs, takesEffect: { when: 'now' } as const, takeBack };
    if (ref.kind === 'domain' && ref.name.startsWith('d-'))
      throw new StepError(`there is no domain ${ref.name}`, 'name one by its name to make it');
    steps.push({ ...common, do: 'create', what: ref, settings, tags });
    return;
  }
  const whose = now.tags[studioTag];
  if (whose !== undefined && whose !== studio.studio) {
    held.push({
      what: ref,
      why: 'of-another',
      text: `belongs to the file of studio ${whose}; take it out of one of them`,
    });
    return;
  }
  const difference = differenceOf(now.settings, settings);
  if (whose === undefined && !choice.adopt) {
    // What is as the file says need not be the file's for that.
    if (!difference && missingTags(one, now).every(([key]) => key.startsWith('studiolo:'))) return;
    held.push({
      what: ref,
      why: 'not-adopted',
      text: 'exists otherwise than the file says, and no file has made it; --adopt takes it over',
    });
    return;
  }
  planTags(one, now, needs, steps);
  if (difference) planChange(one, difference, current, choice, { ...making, needs });
}

const missingTags = ({ tags }: Wanted, now: Present) =>
  Object.entries(tags).filter(([key, value]) => now.tags[key] !== value);

function planTags(one: Wanted, now: Present, needs: string[], steps: StudioStep[]): void {
  const { ref } = one;
  const missing = missingTags(one, now);
  if (missing.length === 0) return;
  steps.push({
    id: `${refId(ref)} tags`,
    needs,
    takesEffect: { when: 'now' },
    takeBack: { how: 'by-hand', text: `the tags of ${refId(ref)}` },
    do: 'tag',
    what: ref,
    tags: Object.fromEntries(missing),
    adopts: now.tags[studioTag] === undefined,
  });
}

function planChange(
  { ref }: Wanted,
  { leaves, changes }: Difference,
  current: Current,
  choice: Choice,
  { steps, held, starts, needs }: Making & { needs: string[] },
): void {
  const { fixed, takesEffect, change } = resources[ref.kind];
  const fixedOnes = changes.flatMap((leaf) => {
    const way = forPath(fixed, leaf.path) ?? (change ? undefined : 'AWS has no update for it');
    return way === undefined ? shrinks(leaf.path, leaf.from, leaf.to) : [{ leaf, way }];
  });
  for (const { leaf, way } of fixedOnes) {
    const text = `${leaf.path} is ${settingText(leaf.from)} and cannot become ${settingText(leaf.to)}: ${way}`;
    held.push({ what: ref, why: 'fixed', text });
  }
  if (fixedOnes.length > 0) return;
  const effects = changes.map(({ path, from, to }) => effectOf(forPath(takesEffect, path) ?? 'now', path, from, to));
  const apps = appsOf(
    ref,
    current,
    changes.map(({ path }) => path),
  );
  const names = apps.map(({ key }) => appText(key));
  const stops = effects.includes('apps-stopped') && apps.length > 0;
  if (stops && !choice.stopApps) {
    const text = `needs apps to be stopped first: ${names.join(', ')}; --stop-apps stops them and starts them again`;
    held.push({ what: ref, why: 'apps-run', text });
    return;
  }
  const id = refId(ref);
  const stopped = stops ? stopSteps(ref, apps, steps, starts) : [];
  const when: TakesEffect['when'] = stops ? 'apps-stopped' : effects.includes('next-start') ? 'next-start' : 'now';
  steps.push({
    id,
    needs: [...needs, ...stopped],
    takesEffect: when === 'now' ? { when } : { when, apps: names },
    takeBack: { how: 'by-hand', text: 'apply the file as it was before' },
    asRead: Object.fromEntries(changes.map(({ path, from }) => [path, settingText(from)])),
    do: 'change',
    what: ref,
    leaves,
    changes,
  });
}

/** Apps need not be stopped for more subnets, only for fewer (fact sheet, section 4, "Update rules"). */
function effectOf(effect: Effect, path: string, from: unknown, to: unknown): Effect {
  if (path !== 'SubnetIds' || !Array.isArray(from) || !Array.isArray(to)) return effect;
  return from.some((id) => !to.includes(id)) ? 'apps-stopped' : 'next-start';
}

function shrinks(path: string, from: unknown, to: unknown) {
  if (!path.endsWith('.EbsVolumeSizeInGb') || typeof from !== 'number' || typeof to !== 'number' || to > from)
    return [];
  return [{ leaf: { path, from, to }, way: 'a volume only grows; make a smaller space beside it' }];
}

function stopSteps(ref: Ref, apps: readonly RunningApp[], steps: StudioStep[], starts: StudioStep[]): string[] {
  return apps.map(({ key, spec }) => {
    const app: AppOf = { domain: ref.kind === 'domain' ? ref.name : (ref.domain ?? ''), ...key };
    const id = `stop ${app.domain} ${appText(app)}`;
    const common = { needs: [], takesEffect: { when: 'now' } as const };
    if (!steps.some((step) => step.id === id)) {
      const takeBack = { how: 'by-hand', text: `start ${appText(app)} again` } as const;
      steps.push({ ...common, id, takeBack, do: 'stop', app, why: `for ${refId(ref)}` });
      // Classic apps can only be stopped: AWS makes no new ones.
      if (spec) {
        const cannot = { how: 'cannot', why: 'it ran before' } as const;
        starts.push({ ...common, id: `start ${app.domain} ${appText(app)}`, takeBack: cannot, do: 'start', app, spec });
      }
    }
    return id;
  });
}

/** Scripts and configs before what names them, a domain before what is in it, an owner before spaces. */
function neededBy({ ref, settings }: Wanted, steps: readonly StudioStep[]): string[] {
  const owner = said(settings, ['OwnershipSettings', 'OwnerUserProfileName']);
  return steps.flatMap((step) => {
    if (step.do !== 'create' && step.do !== 'change') return [];
    const { kind, name, domain } = step.what;
    if (kind === 'lifecycle configuration' || kind === 'AppImageConfig') return kind === ref.kind ? [] : [step.id];
    if (ref.domain === undefined) return [];
    if (kind === 'domain') return name === ref.domain ? [step.id] : [];
    return ref.kind === 'space' && domain === ref.domain && name === owner ? [step.id] : [];
  });
}

/** The running apps that a change of a resource's settings reaches. */
function appsOf(ref: Ref, { apps }: Current, paths: readonly string[]): readonly RunningApp[] {
  if (ref.kind === 'domain') {
    const all = apps.get(ref.name) ?? [];
    const only = (member: string) => paths.every((path) => path.startsWith(`${member}.`));
    if (only('DefaultUserSettings')) return all.filter(({ profile }) => profile !== undefined);
    return only('DefaultSpaceSettings') ? all.filter(({ profile }) => profile === undefined) : all;
  }
  const inDomain = apps.get(ref.domain ?? '') ?? [];
  if (ref.kind === 'user profile')
    return inDomain.filter(({ profile }) => profile?.toLowerCase() === ref.name.toLowerCase());
  if (ref.kind === 'AppImageConfig') return [...apps.values()].flat();
  return inDomain.filter(({ key }) => key.owner.kind === 'space' && key.owner.spaceName === ref.name);
}

/**
 * What carries the file's name and is no longer in it: deleted where it is named, else said. Former contents of the file's
 * own scripts go by themselves, when nothing names them any more; those steps are what this gives back.
 */
function planLeft(
  studio: Studio,
  current: Current,
  choice: Choice,
  { steps, held }: Pick<Making, 'steps' | 'held'>,
): StudioStep[] {
  const superseded: StudioStep[] = [];
  const order = ['space', 'user profile', 'AppImageConfig', 'lifecycle configuration', 'domain'];
  const left = current.left.toSorted((a, b) => order.indexOf(a.ref.kind) - order.indexOf(b.ref.kind));
  for (const { ref, tags, space } of left) {
    if (choice.only && !choice.only.includes(ref.kind)) continue;
    const deletion = (loses: string): StudioStep => ({
      id: `delete ${refId(ref)}`,
      needs: steps.filter(({ do: does }) => does === 'delete').map(({ id }) => id),
      takesEffect: { when: 'now' },
      takeBack: { how: 'cannot', why: 'what is deleted is gone' },
      do: 'delete',
      what: ref,
      loses,
    });
    const size = space?.volumeGb === undefined ? '' : ` of ${space.volumeGb} GB`;
    const loses = ref.kind === 'space' ? `its volume${size} with all that is on it` : lost[ref.kind];
    if (ref.kind === 'domain') {
      held.push({
        what: ref,
        why: 'not-named',
        text: 'is not in the file any more; only studiolo destroy deletes a domain',
      });
    } else if (ref.kind === 'lifecycle configuration' && studio.scripts.includes(tags[scriptTag] ?? '')) {
      superseded.push(deletion('a former content of its script'));
    } else if (choice.delete.includes(ref.name)) {
      const running = (current.apps.get(ref.domain ?? '') ?? []).filter(
        ({ key }) => ref.kind === 'space' && key.owner.kind === 'space' && key.owner.spaceName === ref.name,
      );
      if (running.length > 0) {
        const names = running.map(({ key }) => appText(key)).join(', ');
        held.push({ what: ref, why: 'apps-run', text: `${names} runs in it; stop it first` });
      } else steps.push(deletion(loses));
    } else {
      const text = `is not in the file any more; --delete ${ref.name} deletes it, and ${loses}`;
      held.push({ what: ref, why: 'not-named', text });
    }
  }
  return superseded;
}

const lost: Readonly<Record<Ref['kind'], string>> = {
  space: 'its volume with all that is on it',
  'user profile': 'nothing else: its folder in the file system of the domain stays',
  'lifecycle configuration': 'its script',
  AppImageConfig: 'its settings',
  domain: 'everything in it',
};

import type { TakesEffect } from '../../converge/step';
import { refId, type Wanted } from '../../studio-file/wanted';
import type { Current } from '../current';
import { type Effect, forPath } from '../resources/resource';
import { resources } from '../resources/resources';
import { appText } from '../studio-step';
import { type Difference, settingText } from './difference';
import { addStep, type Making } from './making';
import { appsOf, stopFor } from './running-apps';
import type { Choice } from './studio-plan';

/** What must be done for settings to be as declared: the change, with the apps that must be stopped for it; or why not. */
export function planChange(
  making: Making,
  { ref }: Wanted,
  { leaves, changes }: Difference,
  current: Current,
  choice: Choice,
  needs: readonly string[],
): void {
  const { fixed, takesEffect, change } = resources[ref.kind];
  const fixedOnes = changes.flatMap((leaf) => {
    const way = forPath(fixed, leaf.path) ?? (change ? undefined : 'AWS has no update for it');
    return way === undefined ? shrinks(leaf.path, leaf.from, leaf.to) : [{ leaf, way }];
  });
  for (const { leaf, way } of fixedOnes) {
    const text = `${leaf.path} is ${settingText(leaf.from)} and cannot become ${settingText(leaf.to)}: ${way}`;
    making.held.push({ what: ref, why: 'fixed', text });
  }
  if (fixedOnes.length > 0) return;
  const effects = changes.map(({ path, from, to }) => effectOf(forPath(takesEffect, path) ?? 'now', path, from, to));
  const paths = changes.map(({ path }) => path);
  const apps = appsOf(ref, current, paths);
  const names = apps.map(({ key }) => appText(key));
  const stops = effects.includes('apps-stopped') && apps.length > 0;
  if (stops && !choice.stopApps) {
    const text = `needs apps to be stopped first: ${names.join(', ')}; --stop-apps stops them and starts them again`;
    making.held.push({ what: ref, why: 'apps-run', text });
    return;
  }
  const stopped = stops ? stopFor(making, ref, apps) : [];
  const when: TakesEffect['when'] = stops ? 'apps-stopped' : effects.includes('next-start') ? 'next-start' : 'now';
  addStep(making, {
    id: refId(ref),
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

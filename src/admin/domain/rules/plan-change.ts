import type { TakesEffect } from '../../converge/step';
import { refId, type Wanted } from '../../studio-file/wanted';
import type { Current } from '../current';
import { forPath } from '../resources/resource';
import { resources } from '../resources/resources';
import { appNames } from './app-names';
import { type Difference, settingText } from './difference';
import { addStep, type Making } from './making';
import { reachedApps, reachOf } from './reach';
import { appsOf } from './running-apps';
import { stopFor } from './stopped-apps';
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
  const { fixed, change } = resources[ref.kind];
  const fixedOnes = changes.flatMap((leaf) => {
    const way = forPath(fixed, leaf.path) ?? (change ? undefined : 'AWS has no update for it');
    return way === undefined ? shrinks(leaf.path, leaf.from, leaf.to) : [{ leaf, way }];
  });
  for (const { leaf, way } of fixedOnes) {
    const text = `${leaf.path} is ${settingText(leaf.from)} and cannot become ${settingText(leaf.to)}: ${way}`;
    making.held.push({ what: ref, why: 'fixed', text });
  }
  if (fixedOnes.length > 0) return;
  const effects = changes.map((leaf) => reachOf(ref, leaf).effect);
  // AWS wants all apps stopped for what it changes only while none runs, whichever of them the change reaches.
  const all = effects.includes('apps-stopped') ? appsOf(ref, current) : [];
  const stops = all.length > 0;
  const apps = stops ? all : reachedApps(ref, changes, current, making.stated);
  const names = appNames(apps.map(({ app }) => app));
  if (stops && !choice.stopApps) {
    const paths = changes.filter((_, at) => effects[at] === 'apps-stopped').map(({ path }) => path);
    const text = `needs apps to be stopped first: ${names.join(', ')} (to change ${paths.join(', ')}); --stop-apps stops them and starts them again`;
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
    studio: making.studio.studio,
  });
}

function shrinks(path: string, from: unknown, to: unknown) {
  if (!path.endsWith('.EbsVolumeSizeInGb') || typeof from !== 'number' || typeof to !== 'number' || to > from)
    return [];
  return [{ leaf: { path, from, to }, way: 'a volume only grows; make a smaller space beside it' }];
}

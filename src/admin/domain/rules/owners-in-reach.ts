import { type Ref, refId, type Studio } from '../../studio-file/wanted';
import { type Listed, sameName } from '../listed';
import type { Found } from '../resources/resource';
import { differenceOf } from './difference';
import { appsInReach } from './reach';

/**
 * The spaces and user profiles that the file does not name and whose apps a change that it asks for may reach: what they
 * state themselves decides whether it does.
 */
export function ownersInReach(
  { resources }: Pick<Studio, 'resources'>,
  { present, apps }: { present: ReadonlyMap<string, Found> } & Pick<Listed, 'apps'>,
): Ref[] {
  if ([...apps.values()].every((its) => its.length === 0)) return [];
  const named = new Set(resources.map(({ ref }) => sameName(ref)));
  const owners = new Map<string, Ref>();
  for (const { ref, settings } of resources) {
    const now = ref.kind === 'space' ? undefined : present.get(refId(ref));
    for (const leaf of (now && differenceOf(now.settings, settings)?.changes) ?? [])
      for (const { app, profile } of appsInReach(ref, leaf, { apps })) {
        const { domain, owner } = app;
        const its: Ref[] = profile === undefined ? [] : [{ kind: 'user profile', name: profile, domain }];
        if (owner.kind === 'space') its.push({ kind: 'space', name: owner.spaceName, domain });
        for (const one of its) if (!named.has(sameName(one))) owners.set(sameName(one), one);
      }
  }
  return [...owners.values()];
}

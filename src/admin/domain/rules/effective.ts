import { isSettings, said, type Setting, type Settings } from '../../studio-file/settings';
import type { Level, Studio, Wanted } from '../../studio-file/wanted';

/** A setting that holds for somebody, and the level that says it. */
export interface Effective {
  path: string;
  value: Setting;
  level: string;
}

/**
 * What the file says for a user profile, or a space, by AWS's precedence: domain, then team and profile, then space. A
 * private space has its owner's settings; a shared one those of the domain for shared spaces.
 */
export function effectiveSettings({ resources }: Studio, one: Wanted): Effective[] {
  const effective = new Map<string, Effective>();
  for (const { level, settings } of levelsOf(resources, one))
    for (const { path, value } of leaves(settings, [])) effective.set(path, { path, value, level });
  return [...effective.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function levelsOf(resources: readonly Wanted[], one: Wanted): readonly Level[] {
  if (one.ref.kind !== 'space') return one.levels;
  const inDomain = (kind: string, name: unknown) =>
    resources.find(({ ref }) => ref.kind === kind && ref.name === name && (ref.domain ?? ref.name) === one.ref.domain);
  const domain = inDomain('domain', one.ref.domain);
  if (said(one.settings, ['SpaceSharingSettings', 'SharingType']) !== 'Private') {
    const shared = domain?.settings['DefaultSpaceSettings'];
    const levels = isSettings(shared)
      ? [{ level: `domain ${one.ref.domain}, for shared spaces`, settings: shared }]
      : [];
    return [...levels, ...one.levels];
  }
  const owner = inDomain('user profile', said(one.settings, ['OwnershipSettings', 'OwnerUserProfileName']));
  return [...(owner?.levels ?? domain?.levels ?? []), ...one.levels];
}

const leaves = (settings: Settings, path: readonly string[]): { path: string; value: Setting }[] =>
  Object.entries(settings).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return isSettings(value) ? leaves(value, [...path, name]) : [{ path: [...path, name].join('.'), value }];
  });

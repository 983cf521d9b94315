import { said } from '../../studio-file/settings';
import { type Ref, refId, type Studio, type Wanted } from '../../studio-file/wanted';
import type { Current } from '../current';
import type { StudioStep } from '../studio-step';
import { type Stated, statedAfter } from './stated';
import type { Held } from './studio-plan';

/** A plan while it is made. */
export interface Making {
  studio: Studio;
  /** What profiles, spaces and domains will state themselves. */
  stated: Stated;
  steps: StudioStep[];
  held: Held[];
  /** What makes or changes scripts and AppImageConfigs, which others name. */
  named: string[];
  /** What makes or changes domains and user profiles, which others are in or belong to. */
  holders: Map<string, string>;
  /** What stops an app, and what starts it again when all else is done, by the app. */
  stops: Map<string, { stop: StudioStep; start: StudioStep | undefined }>;
}

export const madeFor = (studio: Studio, current: Current): Making => ({
  studio,
  stated: statedAfter(studio, current),
  steps: [],
  held: [],
  named: [],
  holders: new Map(),
  stops: new Map(),
});

/** A step that others may need. */
export function addStep({ steps, named, holders }: Making, step: StudioStep & { what: Ref }): void {
  const { kind } = step.what;
  if (kind === 'lifecycle configuration' || kind === 'AppImageConfig') named.push(step.id);
  else if (kind !== 'space') holders.set(refId(step.what), step.id);
  steps.push(step);
}

/** What a resource is in or belongs to: its domain, and of a space its owner. */
export function holdersOf({ ref: { kind, domain }, settings }: Pick<Wanted, 'ref' | 'settings'>): Ref[] {
  if (domain === undefined) return [];
  const owner = said(settings, ['OwnershipSettings', 'OwnerUserProfileName']);
  const above: Ref[] = [{ kind: 'domain', name: domain }];
  if (kind === 'space' && typeof owner === 'string') above.push({ kind: 'user profile', name: owner, domain });
  return above;
}

/** Scripts and configs before what names them, a domain before what is in it, an owner before spaces. */
export function neededBy({ named, holders }: Making, one: Wanted): string[] {
  const { kind, domain } = one.ref;
  if (kind === 'lifecycle configuration' || kind === 'AppImageConfig') return [];
  if (kind === 'domain' || domain === undefined) return [...named];
  return [...named, ...holdersOf(one).flatMap((holder) => holders.get(refId(holder)) ?? [])];
}

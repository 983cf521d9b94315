import { sameSettings } from '../../../aws/leaves';
import { isSettings, said, type Setting, type Settings } from '../../studio-file/settings';
import type { Ref } from '../../studio-file/wanted';
import type { Listed, RunningApp } from '../listed';
import { forPath, type Reach } from '../resources/resource';
import { resources } from '../resources/resources';
import type { Leaf } from './difference';
import { appsOf } from './running-apps';
import type { Stated } from './stated';

/** When a changed setting reaches people, and which apps. What nobody has decided reaches all, at their next start. */
export function reachOf({ kind }: Ref, { path, from, to }: Leaf): Reach {
  const reach = forPath(resources[kind].takesEffect, path) ?? { effect: 'next-start' };
  // Apps need not be stopped for more subnets, only for fewer (fact sheet, section 4, "Update rules").
  const isFewer = Array.isArray(from) && Array.isArray(to) && from.some((id) => !to.includes(id));
  return path === 'SubnetIds' && isFewer ? { effect: 'apps-stopped' } : reach;
}

/** The running apps that a changed setting may reach at their next start, as far as their type and their level tell. */
export function appsInReach(ref: Ref, leaf: Leaf, current: Pick<Listed, 'apps'>): readonly RunningApp[] {
  const { effect, apps } = reachOf(ref, leaf);
  if (effect === 'now') return [];
  const its = appsOf(ref, current).filter(({ app }) => apps?.includes(app.appType) ?? true);
  const [section] = leaf.path.split('.');
  if (section === 'DefaultUserSettings') return its.filter(({ profile }) => profile !== undefined);
  return section === 'DefaultSpaceSettings' ? its.filter(({ profile }) => profile === undefined) : its;
}

/** The running apps that changed settings reach at their next start: those whose profile or space does not say otherwise. */
export function reachedApps(
  ref: Ref,
  leaves: readonly Leaf[],
  current: Pick<Listed, 'apps'>,
  stated: Stated,
): readonly RunningApp[] {
  const reached = leaves.flatMap((leaf) =>
    appsInReach(ref, leaf, current).filter((one) => isReached(one, ref, leaf, levelsOf(one, stated))),
  );
  return [...new Set(reached)];
}

function isReached(one: RunningApp, ref: Ref, { path, from, to }: Leaf, levels: readonly OfLevel[]): boolean {
  if (ref.kind === 'AppImageConfig') return configOf(one, levels) === ref.name;
  const [section = '', ...member] = path.split('.');
  switch (member.at(-1)) {
    // What is attached to a domain stays so for a profile that attaches more (assumption); an app has one of it.
    case 'LifecycleConfigArns':
      return changedEntries(from, to).some((arn) => sameName(arn, scriptOf(one, levels)));
    case 'CustomImages':
      return changedEntries(from, to).some((image) => sameName(imageNamed(image), imageOf(one, levels)));
    // Those of the domain and of the profile hold together (service model, UserSettings).
    case 'SecurityGroups':
      return true;
    default: {
      const at = levels.findIndex((level) => level.section === section);
      return !levels.slice(0, Math.max(at, 0)).some(({ settings }) => states(settings, member));
    }
  }
}

/** What one level says for an app, and the member that holds it there. */
interface OfLevel {
  section: string;
  settings: Settings;
}

/** What holds for an app, the nearest level first: its space, its owner's profile, the domain (fact sheet, section 3). */
export function levelsOf({ app: { domain, owner }, profile }: RunningApp, stated: Stated): OfLevel[] {
  const level = (ref: Ref, section: string): OfLevel => {
    const settings = stated(ref)[section];
    return { section, settings: isSettings(settings) ? settings : {} };
  };
  return [
    ...(owner.kind === 'space' ? [level({ kind: 'space', name: owner.spaceName, domain }, 'SpaceSettings')] : []),
    ...(profile === undefined ? [] : [level({ kind: 'user profile', name: profile, domain }, 'UserSettings')]),
    level({ kind: 'domain', name: domain }, profile === undefined ? 'DefaultSpaceSettings' : 'DefaultUserSettings'),
  ];
}

/** The members that name an image belong together: who names another says nothing of its version. */
const ofImage = ['SageMakerImageArn', 'SageMakerImageVersionArn', 'SageMakerImageVersionAlias'];

/** Whether settings say this themselves; an empty list and `None` say nothing, and so leave it to the level above. */
function states(settings: Settings, member: readonly string[]): boolean {
  const [last = '', above] = [member.at(-1), member.slice(0, -1)];
  const names = ofImage.includes(last) ? ofImage : [last];
  return names.some((name) => {
    const value = said(settings, [...above, name]);
    return value !== undefined && value !== null && value !== 'None' && !(Array.isArray(value) && value.length === 0);
  });
}

const entriesOf = (value: Setting | undefined) => (Array.isArray(value) ? value : []);

/** What one of two lists has, and the other has not. */
function changedEntries(from: Setting | undefined, to: Setting | undefined): Setting[] {
  const [before, after] = [entriesOf(from), entriesOf(to)];
  const without = (some: Setting[], others: Setting[]) =>
    some.filter((entry) => !others.some((other) => sameSettings(entry, other)));
  return [...without(before, after), ...without(after, before)];
}

/** The case of names in ARNs varies (fact sheet, section 4). */
const sameName = (a: Setting | undefined, b: Setting | undefined) =>
  typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase();

const imageNamed = (image: Setting) => (isSettings(image) ? image['ImageName'] : undefined);

/** What the nearest level says for apps of this type. */
const nearest = ({ app }: RunningApp, levels: readonly OfLevel[], member: string): Setting | undefined =>
  levels
    .map(({ settings }) => said(settings, [`${app.appType}AppSettings`, 'DefaultResourceSpec', member]))
    .find((value) => value !== undefined && value !== null && value !== 'None');

const scriptOf = (one: RunningApp, levels: readonly OfLevel[]) =>
  one.script ?? nearest(one, levels, 'LifecycleConfigArn');

/** The name of the image that an app runs, or would where it was started with none named. */
function imageOf(one: RunningApp, levels: readonly OfLevel[]): string | undefined {
  const arn =
    one.image ?? nearest(one, levels, 'SageMakerImageVersionArn') ?? nearest(one, levels, 'SageMakerImageArn');
  return typeof arn === 'string' ? /:image(?:-version)?\/([^/]+)/i.exec(arn)?.[1] : undefined;
}

/** The AppImageConfig that an app has: the one with which its image is attached, at the nearest level that attaches it. */
function configOf(one: RunningApp, levels: readonly OfLevel[]): Setting | undefined {
  const image = imageOf(one, levels);
  const attached = levels
    .flatMap(({ settings }) => entriesOf(said(settings, [`${one.app.appType}AppSettings`, 'CustomImages'])))
    .find((entry) => sameName(imageNamed(entry), image));
  return isSettings(attached) ? attached['AppImageConfigName'] : undefined;
}

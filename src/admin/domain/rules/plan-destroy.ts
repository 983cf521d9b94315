import { someOf } from '../../../studio/some-of';
import { planOf } from '../../converge/plan';
import { type Ref, refId, studioTag } from '../../studio-file/wanted';
import { type RunningApp, sameName } from '../listed';
import type { HomesThere, Owned } from '../owned';
import { appText, type Homes, type StudioStep } from '../studio-step';
import { deletion, lossOf } from './deletion';
import { spacesByOwner } from './spaces-by-owner';
import type { HeldResource, StudioPlan } from './studio-plan';

/** What of that which domains leave behind is deleted too, by the ids of the file systems. */
export interface LeftBehind {
  /** Whose mount targets and security groups go. */
  networks: readonly string[];
  /** Which go with all homes; their networks go with them. */
  homes: readonly string[];
}

const now = { when: 'now' } as const;
const cannot = { how: 'cannot', why: 'what is deleted is gone' } as const;

/**
 * What must be done for nothing of a file to be there, in the order in which AWS lets things go: apps, spaces, user
 * profiles, domains, what they name, and what stays behind of them. What is not the file's stays, and what holds it. Pure.
 */
export function planDestroy(studio: string, owned: Owned, leftBehind: LeftBehind): StudioPlan {
  const steps: StudioStep[] = [];
  const held: HeldResource[] = owned.others.map((name) => ({
    what: { kind: 'domain', name },
    why: 'of-another',
    text: 'stays: this file has not made it, nor taken it over',
  }));
  const gone = new Map<string, string>();
  const keep = (what: Ref, why: HeldResource['why'], text: string) => held.push({ what, why, text });
  const drop = (ref: Ref, needs: readonly string[]) => {
    const loses = lossOf(ref, owned.spaces.get(refId(ref)), owned.lastUses.get(refId(ref)));
    const step = deletion(studio, ref, loses, needs);
    steps.push(step);
    gone.set(refId(ref), step.id);
  };
  const of = (kind: Ref['kind']) => owned.refs.filter((ref) => ref.kind === kind);
  // First of all, so that nobody opens a domain meanwhile, and gets a new profile.
  for (const ref of of('assignment')) drop(ref, []);
  const spacesOf = spacesByOwner(owned.spaces);
  const appsOf = appsByOwner(owned);
  for (const ref of of('space')) drop(ref, stopping(steps, appsOf(ref)));
  for (const ref of of('user profile')) {
    const its = spacesOf(ref);
    const kept = its.filter((id) => !gone.has(id));
    if (kept.length > 0) keep(ref, 'owns-spaces', `stays: it owns ${kept.join(', ')}, which this file has not made`);
    else drop(ref, [...its.flatMap((id) => gone.get(id) ?? []), ...stopping(steps, appsOf(ref))]);
  }
  for (const ref of of('domain')) {
    const strangers = owned.strangers.filter(({ domain }) => domain === ref.name).map(refId);
    const inside = owned.refs.filter(({ domain }) => domain === ref.name).map((one) => gone.get(refId(one)));
    if (strangers.length > 0) {
      const text = `stays: in it there is what this file has not made (${someOf(strangers)}); delete that first, or name it in the file and take it over with apply --adopt`;
      keep(ref, 'holds-others', text);
      continue;
    }
    const its = owned.homes.filter(({ domain }) => domain === ref.name);
    const marks = its.map((homes) => marking(steps, studio, homes));
    drop(
      ref,
      [...inside, ...marks].filter((id) => id !== undefined),
    );
  }
  // Domains and profiles name these.
  for (const kind of ['AppImageConfig', 'lifecycle configuration'] as const)
    for (const ref of of(kind)) drop(ref, namingSteps(steps));
  for (const homes of owned.homes) planHomes(steps, homes, gone, owned, leftBehind);
  return { plan: planOf(studio, steps), held, unchanged: 0, unmanaged: 0 };
}

const namingSteps = (steps: readonly StudioStep[]) =>
  steps.flatMap((step) =>
    step.do === 'delete' && ['space', 'user profile', 'domain'].includes(step.what.kind) ? [step.id] : [],
  );

/** The apps of a space, or those that a profile has without a space. */
function appsByOwner({ apps }: Owned): (owner: Ref) => readonly RunningApp[] {
  const owned = new Map<string, RunningApp[]>();
  for (const [domain, its] of apps)
    for (const one of its) {
      const { owner } = one.app;
      const ref: Ref =
        owner.kind === 'space'
          ? { kind: 'space', name: owner.spaceName, domain }
          : { kind: 'user profile', name: owner.userProfileName, domain };
      const known = owned.get(sameName(ref));
      if (known) known.push(one);
      else owned.set(sameName(ref), [one]);
    }
  return (owner) => owned.get(sameName(owner)) ?? [];
}

/** Stops these apps of a space or a profile. The ids of these steps. */
function stopping(steps: StudioStep[], apps: readonly RunningApp[]): string[] {
  return apps.map(({ app }) => {
    const id = ['stop', app.domain, app.owner.kind, appText(app), app.appName].join(' ');
    steps.push({ id, needs: [], takesEffect: now, takeBack: cannot, do: 'stop', app, why: 'to delete it' });
    return id;
  });
}

/** Says on a file system whose homes it has, so that a later run finds it when the domain is gone. */
function marking(steps: StudioStep[], studio: string, { marked, ...there }: HomesThere): string | undefined {
  if (marked) return undefined;
  const homes = homesOf(there);
  const id = `mark ${homes.fileSystemId}`;
  const takeBack = { how: 'by-hand', text: `the tag ${studioTag} of ${homes.fileSystemId}` } as const;
  steps.push({ id, needs: [], takesEffect: now, takeBack, do: 'mark', homes, tags: { [studioTag]: studio } });
  return id;
}

const homesOf = ({ domain, domainId, fileSystemId }: Homes): Homes => ({ domain, domainId, fileSystemId });

/** Mount targets, then the groups, which name each other, then the file system. */
function planHomes(
  steps: StudioStep[],
  there: HomesThere,
  gone: ReadonlyMap<string, string>,
  { refs, others }: Owned,
  { networks, homes: all }: LeftBehind,
): void {
  const { domain, domainId, fileSystemId, bytes, mountTargets, groups } = there;
  const deleted = gone.get(refId({ kind: 'domain', name: domain }));
  const isThere = others.includes(domain) || refs.some(({ kind, name }) => kind === 'domain' && name === domain);
  if (isThere && deleted === undefined) return;
  const loses = all.includes(fileSystemId);
  if (!loses && !networks.includes(fileSystemId)) return;
  const homes = homesOf(there);
  const common = { takesEffect: now, takeBack: cannot };
  const after = deleted === undefined ? [] : [deleted];
  const unmounts = mountTargets.map(({ mountTargetId, subnetId }): StudioStep => ({
    ...common,
    id: `unmount ${mountTargetId}`,
    needs: after,
    do: 'unmount',
    homes,
    mountTargetId,
    subnetId,
  }));
  const named = groups.map(({ groupId, name }) => ({ domain, domainId, groupId, name }));
  const parts = named.map((group): StudioStep => ({
    ...common,
    id: `part ${group.groupId}`,
    needs: [...after, ...unmounts.map(({ id }) => id)],
    do: 'part',
    group,
  }));
  const groupsGone = named.map((group): StudioStep => ({
    ...common,
    id: `delete group ${group.groupId}`,
    needs: parts.map(({ id }) => id),
    do: 'delete-group',
    group,
  }));
  steps.push(...unmounts, ...parts, ...groupsGone);
  if (!loses) return;
  const needs = [...after, ...unmounts, ...groupsGone].map((one) => (typeof one === 'string' ? one : one.id));
  const what = `all homes in it (${sizeText(bytes)}), which cannot be brought back`;
  steps.push({ ...common, id: `delete ${fileSystemId}`, needs, do: 'delete-homes', homes, loses: what });
}

/** How much a file system holds, in words. */
export const sizeText = (bytes: number) =>
  bytes < 1e6
    ? `${Math.ceil(bytes / 1e3)} kB`
    : bytes < 1e9
      ? `${(bytes / 1e6).toFixed(1)} MB`
      : `${(bytes / 1e9).toFixed(1)} GB`;

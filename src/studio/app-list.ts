import type { App, AppKey, AppStatus, AppType } from '../protocol/app';
import { appId, sameApp, sameName } from '../protocol/app-identity';
import { instanceSize } from './instance-types';

/** An app as Studio lists it. */
export interface ListedApp {
  key: AppKey;
  status: AppStatus;
  instanceType?: string;
  since?: string;
}

/** A space as Studio lists it. */
export interface ListedSpace {
  spaceName: string;
  ownerUserProfileName?: string;
  sharing?: 'Private' | 'Shared';
}

/** The person whose apps are asked for. */
export interface Person {
  /** Absent where Studio did not say. */
  userProfileName?: string;
  current?: AppKey;
}

/** The spaces that a person may use: their own and every shared one. Profile names are not case sensitive. */
export function spacesOf(person: Person, spaces: ListedSpace[]): ListedSpace[] {
  return spaces.filter(
    (space) =>
      space.sharing === 'Shared' ||
      sameName(space.ownerUserProfileName, person.userProfileName) ||
      isIn(space, person.current),
  );
}

/**
 * "My apps": those in the spaces that the person may use, and those of the user profile itself (Classic). Deleted ones
 * are left out, unless `keep` holds them. Billed ones first, the current one first among them, then by state and name.
 */
export function myApps(
  listed: ListedApp[],
  person: Person,
  spaces: ListedSpace[],
  keep: (key: AppKey) => boolean,
): App[] {
  const mine = new Map(spacesOf(person, spaces).map((space) => [space.spaceName.toLowerCase(), space]));
  return listed
    .filter(({ key }) =>
      key.owner.kind === 'space'
        ? mine.has(key.owner.spaceName.toLowerCase())
        : sameName(key.owner.userProfileName, person.userProfileName),
    )
    .filter(({ key, status }) => status !== 'Deleted' || keep(key))
    .map((app) =>
      shown(app, person, app.key.owner.kind === 'space' ? mine.get(app.key.owner.spaceName.toLowerCase()) : undefined),
    )
    .sort(byCost);
}

function shown({ key, status, instanceType, since }: ListedApp, person: Person, space: ListedSpace | undefined): App {
  const size = instanceType === undefined ? undefined : instanceSize(instanceType);
  return {
    key,
    status,
    ...(instanceType !== undefined && { instanceType }),
    ...(size && { size }),
    ...(since !== undefined && { since }),
    ...(space?.sharing && { sharing: space.sharing }),
    current: person.current !== undefined && sameApp(key, person.current),
    billed: isBilled(key.appType, status, instanceType),
    classic: isClassic(key.appType),
  };
}

/** Studio Classic's app types: existing ones can be stopped, new ones cannot be started (fact sheet, section 0). */
export function isClassic(appType: AppType): boolean {
  return appType === 'JupyterServer' || appType === 'KernelGateway';
}

/**
 * Whether an app is billed by the hour. Assumed, as no source says from which moment to which: while it holds an
 * instance, from `Pending` until it is `Deleted` or `Failed`. Classic's JupyterServer runs on `system`, which costs
 * nothing; `system` for any other type stands for a real instance (ml.t3.medium for KernelGateway, model 2017-07-24).
 */
export function isBilled(appType: AppType, status: AppStatus, instanceType: string | undefined): boolean {
  if (status === 'Deleted' || status === 'Failed') return false;
  return !(appType === 'JupyterServer' && (instanceType === undefined || instanceType === 'system'));
}

const order: AppStatus[] = ['InService', 'Pending', 'Deleting', 'Failed', 'Deleted'];

function byCost(a: App, b: App): number {
  return (
    Number(b.billed) - Number(a.billed) ||
    Number(b.current) - Number(a.current) ||
    order.indexOf(a.status) - order.indexOf(b.status) ||
    appId(a.key).localeCompare(appId(b.key))
  );
}

function isIn(space: ListedSpace, key: AppKey | undefined): boolean {
  return key?.owner.kind === 'space' && sameName(key.owner.spaceName, space.spaceName);
}

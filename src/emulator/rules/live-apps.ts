import type { AppStatus } from '../model/shapes';
import { spaceKey, userProfileKey } from '../state/state';
import type { AppRecord, UserProfileRecord } from '../state/records';
import type { Context } from './context';

/** The states in which an app holds an instance; Deleted and Failed apps are only metadata, kept for 24 h. */
const LIVE: ReadonlySet<AppStatus> = new Set<AppStatus>(['Pending', 'InService', 'Deleting']);
const RUNNING: ReadonlySet<AppStatus> = new Set<AppStatus>(['Pending', 'InService']);

export const isLive = (app: AppRecord) => LIVE.has(app.Status);
export const isRunning = (app: AppRecord) => RUNNING.has(app.Status);

/** The live apps right below a domain, a profile (Classic) or a space, by the parent's key. */
export function* liveApps({ state }: Pick<Context, 'state'>, parent: string): Iterable<AppRecord> {
  for (const app of state.below('app', parent)) if (isLive(app)) yield app;
}

/** All live apps that a user's own settings are for: the Classic ones and those in the user's private spaces. */
export function* liveAppsOf(context: Pick<Context, 'state'>, profile: UserProfileRecord): Iterable<AppRecord> {
  const key = userProfileKey(profile.DomainId, profile.UserProfileName);
  yield* liveApps(context, key);
  for (const space of context.state.below('space', key)) {
    if (space.SpaceSharingSettings?.SharingType !== 'Private') continue;
    yield* liveApps(context, spaceKey(space.DomainId, space.SpaceName));
  }
}

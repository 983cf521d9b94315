import type { UserSettings } from '../model/shapes';
import type { UserProfileRecord } from '../state/records';
import type { Context } from './context';
import { isRunning, liveAppsOf } from './live-apps';
import { inServiceApps } from './resource-state';

/** A user's execution role changes only while none of the user's apps runs (fact sheet, section 4, "Update rules"). */
export function requireRoleChangeable(context: Context, profile: UserProfileRecord, update: UserSettings): void {
  if (update.ExecutionRole === undefined || update.ExecutionRole === profile.UserSettings.ExecutionRole) return;
  if ([...liveAppsOf(context, profile)].some(isRunning)) throw inServiceApps(profile);
}

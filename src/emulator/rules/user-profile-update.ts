import { resourceInUse } from '../errors';
import type { UserSettings } from '../model/shapes';
import type { UserProfileRecord } from '../state/records';
import type { Context } from './context';
import { isRunning, liveAppsOf } from './live-apps';
import { named } from './resource-state';

/** A user's execution role changes only while none of the user's apps runs (fact sheet, section 4, "Update rules"). */
export function requireRoleChangeable(context: Context, profile: UserProfileRecord, update: UserSettings): void {
  if (update.ExecutionRole === undefined || update.ExecutionRole === profile.UserSettings.ExecutionRole) return;
  for (const app of liveAppsOf(context, profile)) {
    if (isRunning(app)) {
      throw resourceInUse(
        `Unable to update ExecutionRole of ${named(profile)} because App [${app.arn}] is in ${app.Status} status`,
      );
    }
  }
}

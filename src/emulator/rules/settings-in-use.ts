import { resourceInUse } from '../errors';
import { isObject } from '../model/json-types';
import type { Transaction } from '../state/transaction';
import { isLive } from './live-apps';

/** Whether a settings value, at any depth, has something for which `is` holds. */
function mentions(value: unknown, is: (member: string, value: unknown) => boolean, member = ''): boolean {
  if (is(member, value)) return true;
  if (Array.isArray(value)) return value.some((item) => mentions(item, is, member));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, item]) => mentions(item, is, name));
}

/** The ARN of the first domain, user profile or space whose settings have something for which `is` holds. */
function settingsWith(state: Transaction, is: (member: string, value: unknown) => boolean): string | undefined {
  for (const { arn, settings } of state.below('domain', '*')) if (mentions(settings, is)) return arn;
  for (const { arn, UserSettings } of state.below('user-profile', '*')) if (mentions(UserSettings, is)) return arn;
  for (const { arn, SpaceSettings } of state.below('space', '*')) if (mentions(SpaceSettings, is)) return arn;
  return undefined;
}

const sameArn = (value: unknown, arn: string) => typeof value === 'string' && value.toLowerCase() === arn.toLowerCase();

/**
 * Refuses while settings name one of the ARNs, or a live app was started with one. For lifecycle configurations
 * [BC doc DeleteStudioLifecycleConfig]: no running app may use it and it must be off all domains and profiles. That
 * images are guarded in the same way, and that the code is ResourceInUse, are assumptions; the sentences are ours.
 */
export function requireArnUnused(state: Transaction, what: string, arns: string[]): void {
  const isOne = (_: string, value: unknown) => arns.some((arn) => sameArn(value, arn));
  const settings = settingsWith(state, isOne);
  if (settings !== undefined) throw resourceInUse(`Unable to delete ${what} because it is attached to [${settings}].`);
  for (const app of state.below('app', '*')) {
    const used = [app.ResourceSpec, app.BuiltInLifecycleConfigArn, app.launchedImageVersionArn];
    if (isLive(app) && used.some((value) => mentions(value, isOne))) {
      throw resourceInUse(`Unable to delete ${what} because it is in use by App [${app.arn}].`);
    }
  }
}

/** Refuses while settings attach a custom image by that name (`ImageName` or `AppImageConfigName`). Assumed as above. */
export function requireNameUnused(
  state: Transaction,
  what: string,
  member: 'ImageName' | 'AppImageConfigName',
  name: string,
): void {
  const settings = settingsWith(state, (key, value) => key === member && value === name);
  if (settings !== undefined) throw resourceInUse(`Unable to delete ${what} because it is attached to [${settings}].`);
}

/** Refuses while settings attach an image by that version's number. Assumed as above. */
export function requireVersionUnused(
  state: Transaction,
  what: string,
  version: { ImageName: string; Version: number },
): void {
  const settings = settingsWith(
    state,
    (_, value) =>
      isObject(value) && value.ImageName === version.ImageName && value.ImageVersionNumber === version.Version,
  );
  if (settings !== undefined) throw resourceInUse(`Unable to delete ${what} because it is attached to [${settings}].`);
}

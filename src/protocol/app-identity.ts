import type { AppKey } from './app';

/* Studio writes names in varying case (fact sheet, section 4): who compares them asks here. */

/** Whether two names of spaces, user profiles or apps name the same. */
export const sameName = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && one.toLowerCase() === other.toLowerCase();

/** Whether two keys name the same app. */
export const sameApp = (one: AppKey, other: AppKey): boolean => appId(one) === appId(other);

/** An app's key as one string: equal for the same app, and told apart from every other of its domain. */
export function appId({ appType, appName, owner }: AppKey): string {
  const of = owner.kind === 'space' ? `space/${owner.spaceName}` : `user-profile/${owner.userProfileName}`;
  return `${of}/${appType}/${appName}`.toLowerCase();
}

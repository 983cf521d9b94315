import { resourceInUse } from '../errors';
import type { DomainRecord, SpaceRecord, UserProfileRecord } from '../state/records';
import type { Context } from './context';
import { liveApps } from './live-apps';
import { named } from './resource-state';

/**
 * Apps go before spaces, spaces before profiles, profiles before the domain (fact sheet, section 4). Failed apps need
 * not be deleted. The sentence is the one observed for profiles: `Unable to delete UserProfile [arn] because App(s)
 * are associated with it.`
 */
export function requireNothingBelow(context: Context, record: DomainRecord | UserProfileRecord | SpaceRecord): void {
  const refuse = (what: string) =>
    resourceInUse(`Unable to delete ${named(record)} because ${what}(s) are associated with it.`);
  if (any(liveApps(context, record.key))) throw refuse('App');
  if (record.kind !== 'space' && any(context.state.below('space', record.key))) throw refuse('Space');
  if (record.kind === 'domain' && any(context.state.below('user-profile', record.key))) throw refuse('UserProfile');
}

function any(records: Iterable<unknown>): boolean {
  for (const _ of records) return true;
  return false;
}

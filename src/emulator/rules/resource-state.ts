import { validationException } from '../errors';
import type { DomainRecord, SpaceRecord, UserProfileRecord } from '../state/records';

type Stateful = DomainRecord | UserProfileRecord | SpaceRecord;

const SHAPE_NAMES = { domain: 'Domain', 'user-profile': 'UserProfile', space: 'Space' } as const;

/** `UserProfile [arn:…]`, as AWS's messages name a resource. */
export const named = (record: Stateful) => `${SHAPE_NAMES[record.kind]} [${record.arn}]`;

/**
 * Nothing is created below a parent that is not in service; the sentence is the one observed for CreateSpace
 * (fact sheet, section 4), and a wrong state is a ValidationException.
 */
export function requireInService(parent: Stateful, unable: string): void {
  if (parent.Status !== 'InService') {
    throw validationException(`Unable to ${unable} because ${named(parent)} is not in InService`);
  }
}

/**
 * A resource is updated only at rest (a wrong state is a ValidationException: fact sheet, section 4).
 * Assumption: one whose last update failed can be updated again.
 */
export function requireUpdatable(record: Stateful): void {
  if (record.Status !== 'InService' && record.Status !== 'Update_Failed') {
    throw validationException(`Unable to update ${named(record)} because it is in ${record.Status} status`);
  }
}

/**
 * What cannot be changed while apps run. The sentence is that of a domain's RStudio settings [TF#31912]; that a
 * profile's is the same is an assumption.
 */
export const inServiceApps = (record: Stateful) =>
  validationException(
    `Unable to update ${named(record)} with InService App. Delete all InService apps in the domain including shared ` +
      'Apps for [domain-shared] User Profile, and try again.',
  );

/** Whatever is between two states cannot be deleted (observed for DeleteSpace of a Pending space: section 4). */
export function requireDeletable(record: Stateful): void {
  if (record.Status === 'Pending' || record.Status === 'Updating' || record.Status === 'Deleting') {
    throw validationException(`Unable to delete ${named(record)} because it is in ${record.Status} status`);
  }
}

import type { DomainRecord, SpaceRecord, UserProfileRecord } from '../state/records';

/** What a domain, user profile or space that is due becomes: in service after a change, gone after a deletion. */
export function atRest<R extends DomainRecord | UserProfileRecord | SpaceRecord>(record: R): R | undefined {
  if (record.Status === 'Deleting') return undefined;
  return { ...record, Status: 'InService', due: undefined };
}

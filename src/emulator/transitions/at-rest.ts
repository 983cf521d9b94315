import type { DomainRecord, SpaceRecord, UserProfileRecord } from '../state/records';

const FAILED = { Pending: 'Failed', Updating: 'Update_Failed', Deleting: 'Delete_Failed' } as const;

/**
 * What a domain, user profile or space that is due becomes: in service after a change, gone after a deletion, or
 * failed with the reason that it carries. Each is made with a FailureReason, if only undefined: copies of a record with a
 * member more take longer.
 */
export function atRest<R extends DomainRecord | UserProfileRecord | SpaceRecord>(record: R): R | undefined {
  const { Status, willFail } = record;
  if (willFail !== undefined && (Status === 'Pending' || Status === 'Updating' || Status === 'Deleting')) {
    return { ...record, Status: FAILED[Status], FailureReason: willFail, willFail: undefined, due: undefined };
  }
  if (Status === 'Deleting') return undefined;
  return { ...record, Status: 'InService', FailureReason: undefined, due: undefined };
}

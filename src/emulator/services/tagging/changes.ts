import { ServiceError } from '../../errors';
import type { AnyRecord } from '../../state/records';
import type { Transaction } from '../../state/transaction';
import { resourceOf } from './resources';
import type { FailedResourcesMap } from './shapes';

/** Changes the tags of each resource that is named; what cannot be changed is answered, and hinders no other. */
export function changeEach(
  state: Transaction,
  arns: readonly string[],
  change: (record: AnyRecord) => AnyRecord,
): { FailedResourcesMap: FailedResourcesMap } {
  const failed: FailedResourcesMap = {};
  for (const arn of arns) {
    try {
      state.put(change(resourceOf(state, arn)));
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      failed[arn] = { StatusCode: error.status, ErrorCode: 'InvalidParameterException', ErrorMessage: error.message };
    }
  }
  return { FailedResourcesMap: failed };
}

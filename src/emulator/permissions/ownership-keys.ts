import { userProfileArn } from '../rules/arns';
import type { Transaction } from '../state/transaction';
import { spaceKey } from '../state/state';
import type { Caller } from '../caller';

interface OfSpace {
  DomainId?: string | undefined;
  SpaceName?: string | undefined;
  OwnershipSettings?: { OwnerUserProfileName?: string | undefined } | undefined;
  SpaceSharingSettings?: { SharingType?: string | undefined } | undefined;
}

/**
 * Whose a space is and how it is shared: as the request says where it makes the space, else as the space stands. An app
 * without a space has neither key [SageMaker developer guide, private spaces: it tells such apps by an owner that is
 * null].
 */
export function ownershipKeys(input: OfSpace, caller: Caller, state: Transaction): Record<string, string> {
  const { DomainId = '', SpaceName } = input;
  const space = SpaceName === undefined ? undefined : state.get('space', spaceKey(DomainId, SpaceName));
  const owner = (input.OwnershipSettings ?? space?.OwnershipSettings)?.OwnerUserProfileName;
  const sharing = (input.SpaceSharingSettings ?? space?.SpaceSharingSettings)?.SharingType;
  return {
    ...(owner !== undefined && {
      'sagemaker:OwnerUserProfileArn': userProfileArn(caller, DomainId, owner.toLowerCase()),
    }),
    ...(sharing !== undefined && { 'sagemaker:SpaceSharingType': sharing }),
  };
}

import { validationException } from '../errors';
import type { CreateSpaceRequest } from '../model/shapes';
import type { Context } from './context';
import { existingUserProfile } from './existing';
import { requireInService } from './resource-state';

/**
 * OwnershipSettings and SpaceSharingSettings go together [TF docs], and the owner is a profile in service
 * (fact sheet, section 4).
 */
export function requireOwner(context: Context, input: CreateSpaceRequest, arn: string): void {
  const { DomainId, OwnershipSettings: ownership, SpaceSharingSettings: sharing } = input;
  if ((ownership === undefined) !== (sharing === undefined)) {
    throw validationException('OwnershipSettings and SpaceSharingSettings must be given together.');
  }
  if (!ownership) return;
  requireInService(existingUserProfile(context, DomainId, ownership.OwnerUserProfileName), `create Space [${arn}]`);
}

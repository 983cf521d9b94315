import { validationException } from '../errors';
import { operation } from '../operation';
import { newPresignedToken } from '../presigned/presigned';
import { userProfileArn } from '../rules/arns';
import { existingDomain, existingSpace, existingUserProfile } from '../rules/existing';
import { requireInService } from '../rules/resource-state';
import type { SpaceRecord, UserProfileRecord } from '../state/records';

/** [BC doc]: a URL is valid for 5 minutes unless asked otherwise, the session that it opens for 12 hours. */
const URL_SECONDS = 300;
const SESSION_SECONDS = 43_200;

/** A URL that lets a user into a domain for a short while, of the documented form (fact sheet, section 2). */
export const CreatePresignedDomainUrl = operation('CreatePresignedDomainUrl', {
  resource: (input, caller) => userProfileArn(caller, input.DomainId, input.UserProfileName.toLowerCase()),
  action(call) {
    const { caller, clock, configuration, input } = call;
    const domain = existingDomain(call, input.DomainId);
    // [BC doc]: only for domains with AuthMode IAM. The sentence is ours.
    if (domain.settings.AuthMode !== 'IAM') {
      throw validationException(
        `Domain [${domain.arn}] has AuthMode ${domain.settings.AuthMode}: presigned URLs are for IAM.`,
      );
    }
    const profile = existingUserProfile(call, input.DomainId, input.UserProfileName);
    requireInService(profile, 'create a presigned URL');
    if (input.SpaceName !== undefined) {
      requireOpenTo(profile, existingSpace(call, input.DomainId, input.SpaceName));
    }
    const token = newPresignedToken({
      // Who uses it may use it with another program.
      caller: { ...caller, userAgent: '' },
      domainId: domain.DomainId,
      userProfileName: profile.UserProfileName,
      // What a URL's life is worth is asked for in seconds, and is not scaled.
      expires: clock.now() + (input.ExpiresInSeconds ?? URL_SECONDS) * 1000,
      sessionSeconds: input.SessionExpirationDurationInSeconds ?? SESSION_SECONDS,
      landingUri: input.LandingUri,
      spaceName: input.SpaceName,
    });
    const origin = configuration.presignedUrlOrigin ?? new URL(domain.Url).origin;
    return { AuthorizedUrl: `${origin}/auth?token=${token}` };
  },
});

/**
 * A private space is its owner's alone [developer guide, private spaces]. Assumption: already no URL into it is made for
 * another; the sentence is ours.
 */
function requireOpenTo({ UserProfileName: name }: UserProfileRecord, space: SpaceRecord): void {
  if (space.SpaceSharingSettings?.SharingType !== 'Private') return;
  const owner = space.OwnershipSettings?.OwnerUserProfileName;
  if (owner?.toLowerCase() === name.toLowerCase()) return;
  throw validationException(`Space [${space.arn}] is private, and UserProfile [${name}] is not its owner.`);
}

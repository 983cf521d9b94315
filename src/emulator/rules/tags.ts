import type { TagList } from '../model/shapes';
import type { DomainRecord, SpaceRecord, UserProfileRecord } from '../state/records';

/** Tags of a request as the records keep them. */
export const tagsOf = (tags: TagList | undefined): Record<string, string> =>
  Object.fromEntries((tags ?? []).map(({ Key, Value }) => [Key, Value]));

/**
 * The tags that an app gets when it is launched: those that its domain and its user's profile have at that moment
 * [BC doc AddTags: never those that are added later], the domain's and space's ARN [DG], and those of the request.
 * Assumptions: the name of the space's tag, and that this happens whatever the domain's TagPropagation is (the sources
 * do not say how the two go together).
 */
export const launchTags = (
  domain: DomainRecord,
  profile: UserProfileRecord | undefined,
  space: SpaceRecord | undefined,
  tags: TagList | undefined,
): Record<string, string> => ({
  'sagemaker:domain-arn': domain.arn,
  ...(space && { 'sagemaker:space-arn': space.arn }),
  ...domain.tags,
  ...profile?.tags,
  ...tagsOf(tags),
});

import type { ImagesHolder } from '../../admin/image/publish/image-list';
import type { ImageAppType } from '../../admin/image/verify/app-type';
import { UsageError } from '../host';
import { wordsOf } from '../options';

export const holderOptions = {
  domain: { type: 'string', description: 'the domain whose settings shall list it', valueHint: 'd-…' },
  'user-profiles': { type: 'string', description: 'list it for these only, not for the domain', valueHint: 'A,B' },
  spaces: { type: 'string', description: 'list it for these only (KernelGateway)', valueHint: 'A,B' },
  'shared-spaces': { type: 'boolean', description: "list it in the domain's settings for shared spaces too" },
} as const;

export interface HolderOptions {
  domain?: string | undefined;
  'user-profiles'?: string | undefined;
  spaces?: string | undefined;
  'shared-spaces'?: boolean | undefined;
}

/** Whose settings the options name. UsageError for what the model has no place for. */
export function holdersOf(given: HolderOptions, appType: ImageAppType): ImagesHolder[] {
  const domainId = given.domain;
  const profiles = wordsOf(given['user-profiles']);
  const spaces = wordsOf(given.spaces);
  if (domainId === undefined) {
    if (profiles.length > 0 || spaces.length > 0 || given['shared-spaces'])
      throw new UsageError('name the domain with --domain');
    return [];
  }
  if (spaces.length > 0 && appType !== 'KernelGateway')
    throw new UsageError(
      `a space's own settings list images for KernelGateway only, not for ${appType}; list it for the domain or for user profiles`,
    );
  if (given['shared-spaces'] && appType === 'CodeEditor')
    throw new UsageError("a domain's settings for shared spaces have no Code Editor; leave --shared-spaces out");
  const holders: ImagesHolder[] = [
    ...profiles.map((userProfileName): ImagesHolder => ({ of: 'user-profile', domainId, userProfileName })),
    ...spaces.map((spaceName): ImagesHolder => ({ of: 'space', domainId, spaceName })),
  ];
  if (holders.length === 0) holders.push({ of: 'domain', domainId });
  if (given['shared-spaces']) holders.push({ of: 'shared-spaces', domainId });
  return holders;
}

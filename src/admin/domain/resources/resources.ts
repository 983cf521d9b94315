import type { ResourceKind } from '../../studio-file/wanted';
import { appImageConfig } from './app-image-config';
import { assignment } from './assignment';
import { domain } from './domain';
import { lifecycleConfig } from './lifecycle-config';
import type { Resource } from './resource';
import { space } from './space';
import { userProfile } from './user-profile';

/** What is known of each kind of resource. */
export const resources: Readonly<Record<ResourceKind, Resource>> = {
  'lifecycle configuration': lifecycleConfig,
  AppImageConfig: appImageConfig,
  domain,
  'user profile': userProfile,
  assignment,
  space,
};

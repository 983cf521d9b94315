import type { Operation } from '../operation';
import { AddTags } from './AddTags';
import { CreateApp } from './CreateApp';
import { CreateAppImageConfig } from './CreateAppImageConfig';
import { CreateDomain } from './CreateDomain';
import { CreateImage } from './CreateImage';
import { CreateImageVersion } from './CreateImageVersion';
import { CreatePresignedDomainUrl } from './CreatePresignedDomainUrl';
import { CreateSpace } from './CreateSpace';
import { CreateStudioLifecycleConfig } from './CreateStudioLifecycleConfig';
import { CreateUserProfile } from './CreateUserProfile';
import { DeleteApp } from './DeleteApp';
import { DeleteAppImageConfig } from './DeleteAppImageConfig';
import { DeleteDomain } from './DeleteDomain';
import { DeleteImage } from './DeleteImage';
import { DeleteImageVersion } from './DeleteImageVersion';
import { DeleteSpace } from './DeleteSpace';
import { DeleteStudioLifecycleConfig } from './DeleteStudioLifecycleConfig';
import { DeleteTags } from './DeleteTags';
import { DeleteUserProfile } from './DeleteUserProfile';
import { DescribeApp } from './DescribeApp';
import { DescribeAppImageConfig } from './DescribeAppImageConfig';
import { DescribeDomain } from './DescribeDomain';
import { DescribeImage } from './DescribeImage';
import { DescribeImageVersion } from './DescribeImageVersion';
import { DescribeSpace } from './DescribeSpace';
import { DescribeStudioLifecycleConfig } from './DescribeStudioLifecycleConfig';
import { DescribeUserProfile } from './DescribeUserProfile';
import { ListAliases } from './ListAliases';
import { ListAppImageConfigs } from './ListAppImageConfigs';
import { ListApps } from './ListApps';
import { ListDomains } from './ListDomains';
import { ListImageVersions } from './ListImageVersions';
import { ListImages } from './ListImages';
import { ListSpaces } from './ListSpaces';
import { ListStudioLifecycleConfigs } from './ListStudioLifecycleConfigs';
import { ListTags } from './ListTags';
import { ListUserProfiles } from './ListUserProfiles';
import { UpdateAppImageConfig } from './UpdateAppImageConfig';
import { UpdateDomain } from './UpdateDomain';
import { UpdateImage } from './UpdateImage';
import { UpdateImageVersion } from './UpdateImageVersion';
import { UpdateSpace } from './UpdateSpace';
import { UpdateUserProfile } from './UpdateUserProfile';

/** Every operation that the emulator has: one file each, one line here. */
export const operations: readonly Operation[] = [
  AddTags,
  CreateApp,
  CreateAppImageConfig,
  CreateDomain,
  CreateImage,
  CreateImageVersion,
  CreatePresignedDomainUrl,
  CreateSpace,
  CreateStudioLifecycleConfig,
  CreateUserProfile,
  DeleteApp,
  DeleteAppImageConfig,
  DeleteDomain,
  DeleteImage,
  DeleteImageVersion,
  DeleteSpace,
  DeleteStudioLifecycleConfig,
  DeleteTags,
  DeleteUserProfile,
  DescribeApp,
  DescribeAppImageConfig,
  DescribeDomain,
  DescribeImage,
  DescribeImageVersion,
  DescribeSpace,
  DescribeStudioLifecycleConfig,
  DescribeUserProfile,
  ListAliases,
  ListAppImageConfigs,
  ListApps,
  ListDomains,
  ListImageVersions,
  ListImages,
  ListSpaces,
  ListStudioLifecycleConfigs,
  ListTags,
  ListUserProfiles,
  UpdateAppImageConfig,
  UpdateDomain,
  UpdateImage,
  UpdateImageVersion,
  UpdateSpace,
  UpdateUserProfile,
];

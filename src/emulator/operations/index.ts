import type { Operation } from '../operation';
import { CreateApp } from './CreateApp';
import { CreateDomain } from './CreateDomain';
import { CreateSpace } from './CreateSpace';
import { CreateUserProfile } from './CreateUserProfile';
import { DeleteApp } from './DeleteApp';
import { DeleteDomain } from './DeleteDomain';
import { DeleteSpace } from './DeleteSpace';
import { DeleteUserProfile } from './DeleteUserProfile';
import { DescribeApp } from './DescribeApp';
import { DescribeDomain } from './DescribeDomain';
import { DescribeSpace } from './DescribeSpace';
import { DescribeUserProfile } from './DescribeUserProfile';
import { ListApps } from './ListApps';
import { ListDomains } from './ListDomains';
import { ListSpaces } from './ListSpaces';
import { ListUserProfiles } from './ListUserProfiles';
import { UpdateDomain } from './UpdateDomain';
import { UpdateSpace } from './UpdateSpace';
import { UpdateUserProfile } from './UpdateUserProfile';

/** Every operation that the emulator has. */
export const operations: readonly Operation[] = [
  CreateApp,
  CreateDomain,
  CreateSpace,
  CreateUserProfile,
  DeleteApp,
  DeleteDomain,
  DeleteSpace,
  DeleteUserProfile,
  DescribeApp,
  DescribeDomain,
  DescribeSpace,
  DescribeUserProfile,
  ListApps,
  ListDomains,
  ListSpaces,
  ListUserProfiles,
  UpdateDomain,
  UpdateSpace,
  UpdateUserProfile,
];

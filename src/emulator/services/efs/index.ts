import { isObject } from '../../model/json-types';
import { Model } from '../../model/service';
import { service } from '../service';
import { DeleteFileSystem } from './DeleteFileSystem';
import { DeleteMountTarget } from './DeleteMountTarget';
import { DescribeFileSystems } from './DescribeFileSystems';
import { DescribeMountTargetSecurityGroups } from './DescribeMountTargetSecurityGroups';
import { DescribeMountTargets } from './DescribeMountTargets';
import { idOf, mountTarget } from './existing';
import { ListTagsForResource } from './ListTagsForResource';
import model from './model.json';
import type { Operations } from './shapes';
import { TagResource } from './TagResource';
import { UntagResource } from './UntagResource';

/** The home file systems that domains bring, and what stays of them: no file is in them here. */
export const efs = service(
  {
    title: 'EFS',
    prefix: 'elasticfilesystem',
    signingName: 'elasticfilesystem',
    eventSource: 'elasticfilesystem.amazonaws.com',
    invalidToken: 'BadRequest',
  },
  new Model<Operations>(model),
  [
    DeleteFileSystem,
    DeleteMountTarget,
    DescribeFileSystems,
    DescribeMountTargetSecurityGroups,
    DescribeMountTargets,
    ListTagsForResource,
    TagResource,
    UntagResource,
  ],
  // Whoever names none is told of those that are here.
  (_operation, input, state) => {
    if (!isObject(input)) return true;
    const { FileSystemId, MountTargetId, ResourceId } = input;
    if (typeof MountTargetId === 'string') return mountTarget(state, MountTargetId) !== undefined;
    const id = FileSystemId ?? ResourceId;
    return typeof id !== 'string' || state.get('file-system', idOf(id)) !== undefined;
  },
);

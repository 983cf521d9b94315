import { ServiceError } from '../../errors';
import type { FileSystemRecord, MountTarget } from '../../state/records';
import { existingFileSystem, existingMountTarget, fileSystemArn } from './existing';
import { operation } from './operation';
import { pageAfter } from './paging';

/** The mount targets of a file system, or the one of an id. */
export const DescribeMountTargets = operation('DescribeMountTargets', {
  resource: (input, caller) => (input.FileSystemId === undefined ? '*' : fileSystemArn(caller, input.FileSystemId)),
  action({ caller, input, state }) {
    const { FileSystemId, MountTargetId } = input;
    // Access points are not here. The sentence is ours.
    if ((FileSystemId === undefined) === (MountTargetId === undefined)) {
      throw new ServiceError('BadRequest', 'Exactly one of FileSystemId and MountTargetId must be given.');
    }
    const told = (of: FileSystemRecord, { goneAt, ...target }: MountTarget) => ({
      OwnerId: caller.accountId,
      FileSystemId: of.FileSystemId,
      LifeCycleState: goneAt === undefined ? ('available' as const) : ('deleting' as const),
      ...target,
    });
    if (FileSystemId === undefined) {
      const { of, target } = existingMountTarget(state, MountTargetId ?? '');
      return { MountTargets: [told(of, target)] };
    }
    const of = existingFileSystem(state, FileSystemId);
    const { items, NextMarker } = pageAfter(of.mountTargets, (target) => target.MountTargetId, input);
    return { Marker: input.Marker, MountTargets: items.map((target) => told(of, target)), NextMarker };
  },
});

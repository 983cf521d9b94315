import { ServiceError } from '../../errors';
import { existingFileSystem, fileSystemArn } from './existing';
import { operation } from './operation';

/** Deletes a file system that has no mount targets any more. That it is gone at once is an assumption. */
export const DeleteFileSystem = operation('DeleteFileSystem', {
  resource: (input, caller) => fileSystemArn(caller, input.FileSystemId),
  action({ input, state }) {
    const { FileSystemId, key, mountTargets } = existingFileSystem(state, input.FileSystemId);
    if (mountTargets.length > 0) {
      // [Model doc]: it must have none. The sentence is ours.
      throw new ServiceError('FileSystemInUse', `File system '${FileSystemId}' still has mount targets.`, 409);
    }
    state.delete('file-system', key);
  },
});

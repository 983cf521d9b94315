import { existingFileSystem, fileSystemArn } from './existing';
import { operation } from './operation';

/** Takes tags from a file system; those that it does not have are no mistake. */
export const UntagResource = operation('UntagResource', {
  resource: (input, caller) => fileSystemArn(caller, input.ResourceId),
  action({ input, state }) {
    const record = existingFileSystem(state, input.ResourceId);
    const left = Object.entries(record.tags).filter(([key]) => !input.TagKeys.includes(key));
    state.put({ ...record, tags: Object.fromEntries(left) });
  },
});

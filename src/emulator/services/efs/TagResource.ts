import { requireFewTags } from '../../rules/tagged';
import { tagsOf } from '../../rules/tags';
import { existingFileSystem, fileSystemArn } from './existing';
import { operation } from './operation';

/** Gives tags to a file system, replacing the values of those it has. */
export const TagResource = operation('TagResource', {
  resource: (input, caller) => fileSystemArn(caller, input.ResourceId),
  action({ input, state }) {
    const record = existingFileSystem(state, input.ResourceId);
    const tags = { ...record.tags, ...tagsOf(input.Tags) };
    requireFewTags(tags);
    state.put({ ...record, tags });
  },
});

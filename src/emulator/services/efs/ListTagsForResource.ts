import { page } from '../../paging';
import { existingFileSystem, fileSystemArn } from './existing';
import { operation } from './operation';

/** The tags of a file system. */
export const ListTagsForResource = operation('ListTagsForResource', {
  resource: (input, caller) => fileSystemArn(caller, input.ResourceId),
  action({ input, state }) {
    const { tags } = existingFileSystem(state, input.ResourceId);
    const each = Object.entries(tags).map(([key, Value]) => ({ key, Value }));
    const { items, NextToken } = page(each, ({ key }) => key, input, 100);
    return { Tags: items.map(({ key, Value }) => ({ Key: key, Value })), NextToken };
  },
});

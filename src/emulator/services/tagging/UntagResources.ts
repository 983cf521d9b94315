import { changeEach } from './changes';
import { operation } from './operation';

/** Takes tags from up to 20 resources; those that they do not have are no mistake. */
export const UntagResources = operation('UntagResources', {
  resource: () => '*',
  action({ input, state }) {
    const removed = new Set(input.TagKeys);
    return changeEach(state, input.ResourceARNList, (record) => ({
      ...record,
      tags: Object.fromEntries(Object.entries(record.tags).filter(([key]) => !removed.has(key))),
    }));
  },
});

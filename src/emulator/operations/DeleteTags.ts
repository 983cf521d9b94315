import { operation } from '../operation';
import { arnAsMade, taggedResource } from '../rules/tagged';

/** Takes tags from a resource. Apps that run already keep theirs [BC doc DeleteTags]. */
export const DeleteTags = operation('DeleteTags', {
  resource: (input, _caller, state) => arnAsMade(state, input.ResourceArn),
  action({ input, state }) {
    const record = taggedResource(state, input.ResourceArn);
    const removed = new Set(input.TagKeys);
    const tags = Object.fromEntries(Object.entries(record.tags).filter(([key]) => !removed.has(key)));
    state.put({ ...record, tags });
    return {};
  },
});

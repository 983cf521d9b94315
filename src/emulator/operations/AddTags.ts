import { operation } from '../operation';
import { tagsOf } from '../rules/tags';
import { arnAsMade, requireFewTags, taggedResource, tagList } from '../rules/tagged';

/** Gives a resource tags, replacing the values of those it has. Apps that run already get none [BC doc AddTags]. */
export const AddTags = operation('AddTags', {
  resource: (input, _caller, state) => arnAsMade(state, input.ResourceArn),
  action({ input, state }) {
    const record = taggedResource(state, input.ResourceArn);
    const tags = { ...record.tags, ...tagsOf(input.Tags) };
    requireFewTags(tags);
    state.put({ ...record, tags });
    return { Tags: tagList(tags) };
  },
});

import { operation } from '../operation';
import { page } from '../paging';
import { arnAsMade, taggedResource, tagList } from '../rules/tagged';

/** A page has 50 tags at least (service model), and a resource 50 at most: all are in the first. */
const PAGE = 50;

/** A resource's tags, by key. */
export const ListTags = operation('ListTags', {
  resource: (input, _caller, state) => arnAsMade(state, input.ResourceArn),
  action({ input, state }) {
    const tags = tagList(taggedResource(state, input.ResourceArn).tags).map((tag) => ({ ...tag, key: tag.Key }));
    const { items, NextToken } = page(tags, ({ key }) => key, input, PAGE);
    return { Tags: items.map(({ Key, Value }) => ({ Key, Value })), NextToken };
  },
});

import { requireFewTags } from '../../rules/tagged';
import { changeEach } from './changes';
import { operation } from './operation';

/** Gives tags to up to 20 resources, replacing the values of those they have. */
export const TagResources = operation('TagResources', {
  resource: () => '*',
  action: ({ input, state }) =>
    changeEach(state, input.ResourceARNList, (record) => {
      const tags = { ...record.tags, ...input.Tags };
      requireFewTags(tags);
      return { ...record, tags };
    }),
});

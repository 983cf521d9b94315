import { operation } from './operation';
import { pageOfNames, tagged } from './resources';

/** The keys of all tags of the region. */
export const GetTagKeys = operation('GetTagKeys', {
  resource: () => '*',
  action({ input, state }) {
    const keys = [...tagged(state)].flatMap(({ tags }) => Object.keys(tags));
    const { names, next } = pageOfNames(keys, input.PaginationToken);
    return { TagKeys: names, PaginationToken: next };
  },
});

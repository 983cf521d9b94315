import { operation } from './operation';
import { pageOfNames, tagged } from './resources';

/** The values that a key has in the region. */
export const GetTagValues = operation('GetTagValues', {
  resource: () => '*',
  action({ input, state }) {
    const values = [...tagged(state)].flatMap(({ tags }) =>
      Object.hasOwn(tags, input.Key) ? (tags[input.Key] ?? []) : [],
    );
    const { names, next } = pageOfNames(values, input.PaginationToken);
    return { TagValues: names, PaginationToken: next };
  },
});

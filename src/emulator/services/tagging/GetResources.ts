import { ServiceError } from '../../errors';
import { page } from '../../paging';
import { matching } from '../../rules/filters';
import { tagList } from '../../rules/tagged';
import type { AnyRecord } from '../../state/records';
import { operation } from './operation';
import { PAGE, tagged, typeOf } from './resources';
import type { GetResourcesInput, TagFilter } from './shapes';

/**
 * The tagged resources of the region, by ARN: of the types asked for, with every one of the tags asked for
 * [service model's documentation of GetResources].
 */
export const GetResources = operation('GetResources', {
  resource: () => '*',
  action({ input, state }) {
    requireOneWay(input);
    const { ResourceTypeFilters: types, TagFilters: filters = [], ResourceARNList: arns } = input;
    const found = matching(
      tagged(state),
      (record) =>
        (!types?.length || types.some((type) => isOfType(record, type))) &&
        (!arns?.length || arns.includes(record.arn)) &&
        filters.every((filter) => passes(record.tags, filter)),
    );
    const request = { MaxResults: input.ResourcesPerPage ?? PAGE, NextToken: input.PaginationToken || undefined };
    const { items, NextToken = '' } = page(found, ({ arn }) => arn, request);
    return {
      ResourceTagMappingList: items.map(({ arn, tags }) => ({ ResourceARN: arn, Tags: tagList(tags) })),
      PaginationToken: NextToken,
    };
  },
});

/** A filter names a service or one of its types. */
const isOfType = (record: AnyRecord, filter: string) => {
  const type = typeOf(record);
  return type === filter.toLowerCase() || type.startsWith(`${filter.toLowerCase()}:`);
};

/** A filter without values asks for the key alone. */
const passes = (tags: Record<string, string>, { Key = '', Values = [] }: TagFilter) =>
  Object.hasOwn(tags, Key) && (Values.length === 0 || Values.includes(tags[Key] ?? ''));

/** [Model doc]: named ARNs and filters exclude each other, and pages are of 100 resources at most. The sentences are ours. */
function requireOneWay({
  ResourceARNList: arns,
  ResourceTypeFilters,
  ResourcesPerPage,
  TagFilters,
}: GetResourcesInput) {
  const refuse = (message: string) => new ServiceError('InvalidParameterException', message);
  if (arns?.length && (ResourceTypeFilters?.length || TagFilters?.length || ResourcesPerPage !== undefined)) {
    throw refuse('ResourceARNList cannot be given together with ResourcesPerPage, ResourceTypeFilters or TagFilters.');
  }
  if (ResourcesPerPage !== undefined && (ResourcesPerPage < 1 || ResourcesPerPage > PAGE)) {
    throw refuse(`ResourcesPerPage must be from 1 to ${PAGE}, not ${ResourcesPerPage}.`);
  }
}

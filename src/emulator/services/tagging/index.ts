import { isObject } from '../../model/json-types';
import { Model } from '../../model/service';
import { service } from '../service';
import { GetResources } from './GetResources';
import { GetTagKeys } from './GetTagKeys';
import { GetTagValues } from './GetTagValues';
import model from './model.json';
import type { Operations } from './shapes';
import { isTypeHere, typeOf } from './resources';
import { TagResources } from './TagResources';
import { UntagResources } from './UntagResources';

/** Whose tags: the resources of Studio and the file systems of its domains by their tags. With `--others` those of other services are there. */
export const tagging = service(
  {
    title: 'Resource Groups Tagging',
    prefix: 'tag',
    signingName: 'tagging',
    eventSource: 'tagging.amazonaws.com',
    invalidToken: 'InvalidParameterException',
  },
  new Model<Operations>(model),
  [GetResources, GetTagKeys, GetTagValues, TagResources, UntagResources],
  // Whoever names neither types nor resources is told of those that are here.
  (_operation, input) => {
    if (!isObject(input)) return true;
    const types = Array.isArray(input.ResourceTypeFilters) ? input.ResourceTypeFilters : [];
    const arns = Array.isArray(input.ResourceARNList) ? input.ResourceARNList : [];
    const asked = [...types.map(String), ...arns.map((arn) => typeOf({ arn: String(arn) }))];
    return asked.length === 0 || asked.some(isTypeHere);
  },
);

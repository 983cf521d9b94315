import { Model } from '../../model/service';
import { service } from '../service';
import { GetResources } from './GetResources';
import { GetTagKeys } from './GetTagKeys';
import { GetTagValues } from './GetTagValues';
import model from './model.json';
import type { Operations } from './shapes';
import { TagResources } from './TagResources';
import { UntagResources } from './UntagResources';

/** Whose tags: the resources of Studio and the file systems of its domains by their tags, of all types at once. */
export const tagging = service(
  {
    title: 'Resource Groups Tagging',
    prefix: 'tag',
    signingName: 'tagging',
    eventSource: 'tagging.amazonaws.com',
  },
  new Model<Operations>(model),
  [GetResources, GetTagKeys, GetTagValues, TagResources, UntagResources],
);

import type { Caller } from '../caller';
import { partitionOf } from '../region';

type AccountInRegion = Pick<Caller, 'accountId' | 'region'>;
const arn = ({ accountId, region }: AccountInRegion, resource: string) =>
  `arn:${partitionOf(region)}:sagemaker:${region}:${accountId}:${resource}`;

export const lifecycleConfigArn = (place: AccountInRegion, name: string) =>
  arn(place, `studio-lifecycle-config/${name}`);
export const imageArn = (place: AccountInRegion, name: string) => arn(place, `image/${name}`);
/** `image-version/<name>/<n>` (fact sheet, section 4). */
export const imageVersionArn = (place: AccountInRegion, name: string, version: number | '*') =>
  arn(place, `image-version/${name}/${version}`);
export const appImageConfigArn = (place: AccountInRegion, name: string) => arn(place, `app-image-config/${name}`);

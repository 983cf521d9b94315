import type { Caller } from '../operation';

type Place = Pick<Caller, 'accountId' | 'region'>;
const arn = ({ accountId, region }: Place, resource: string) => `arn:aws:sagemaker:${region}:${accountId}:${resource}`;

export const lifecycleConfigArn = (place: Place, name: string) => arn(place, `studio-lifecycle-config/${name}`);
export const imageArn = (place: Place, name: string) => arn(place, `image/${name}`);
/** `image-version/<name>/<n>` (fact sheet, section 4). */
export const imageVersionArn = (place: Place, name: string, version: number | '*') =>
  arn(place, `image-version/${name}/${version}`);
export const appImageConfigArn = (place: Place, name: string) => arn(place, `app-image-config/${name}`);

import type { Caller } from '../caller';
import { partitionOf } from '../region';

type AccountInRegion = Pick<Caller, 'accountId' | 'region'>;

const arn = ({ accountId, region }: AccountInRegion, resource: string) =>
  `arn:${partitionOf(region)}:sagemaker:${region}:${accountId}:${resource}`;

export const domainArn = (place: AccountInRegion, domainId: string) => arn(place, `domain/${domainId}`);

export const userProfileArn = (place: AccountInRegion, domainId: string, name: string) =>
  arn(place, `user-profile/${domainId}/${name}`);

export const spaceArn = (place: AccountInRegion, domainId: string, name: string) =>
  arn(place, `space/${domainId}/${name}`);

/**
 * Of the form that AWS answers since 2026, e.g. `app/d-x/space/JupyterLab/default` (fact sheet, section 4). A profile's
 * name is in small letters, as in its own ARN.
 */
export const appArn = (
  place: AccountInRegion,
  app: {
    DomainId: string;
    UserProfileName?: string | undefined;
    SpaceName?: string | undefined;
    AppType: string;
    AppName: string;
  },
) =>
  arn(
    place,
    `app/${app.DomainId}/${app.SpaceName ?? app.UserProfileName?.toLowerCase() ?? '*'}/${app.AppType}/${app.AppName}`,
  );

/**
 * Region, account and last part of an ARN: `arn:${partitionOf(region)}:sagemaker:us-east-1:111122223333:image/name` gives
 * `{ region: 'us-east-1', account: '111122223333', path: ['name'] }`.
 */
export function parseArn(text: string): { region: string; account: string; path: string[] } {
  const [, , , region = '', account = '', ...resource] = text.split(':');
  return { region, account, path: resource.join(':').split('/').slice(1) };
}

import { validationException } from '../errors';
import { appKey } from '../state/state';
import type { AppRecord } from '../state/records';
import type { Context } from './context';
import { resourceNotFound } from '../errors';

interface NamedApp {
  DomainId: string;
  AppType: string;
  AppName: string;
  UserProfileName?: string | undefined;
  SpaceName?: string | undefined;
}

/**
 * An app hangs below a profile or a space. The sentence for neither is AWS's (fact sheet, section 4); that both
 * together are refused too is Terraform's reading of the API, and the sentence ours.
 */
export function requireOneOwner(operation: string, app: NamedApp): void {
  if (app.UserProfileName === undefined && app.SpaceName === undefined) {
    throw validationException(`Either UserProfileName or SpaceName must be passed for ${operation} operation.`);
  }
  if (app.UserProfileName !== undefined && app.SpaceName !== undefined) {
    throw validationException(`UserProfileName and SpaceName must not both be passed for ${operation} operation.`);
  }
}

export const keyOf = (app: NamedApp) => appKey(app.DomainId, app, app.AppType, app.AppName);

/** The app that a call names, as long as AWS still knows it (24 h after its end), or ResourceNotFound. */
export function existingApp({ state }: Pick<Context, 'state'>, operation: string, app: NamedApp): AppRecord {
  requireOneOwner(operation, app);
  const record = state.get('app', keyOf(app));
  if (record) return record;
  const owner = app.SpaceName === undefined ? `UserProfile [${app.UserProfileName}]` : `Space [${app.SpaceName}]`;
  throw resourceNotFound(
    `App [${app.AppName}] of AppType [${app.AppType}] does not exist for ${owner} in Domain [${app.DomainId}].`,
  );
}

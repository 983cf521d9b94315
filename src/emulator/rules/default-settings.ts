import { validationException } from '../errors';
import type { DefaultSpaceSettings, UserSettings } from '../model/shapes';
import type { SettingsByApp } from './app-settings';
import type { Context } from './context';
import { requireIdleLimits } from './idle-limits';
import { requireReferences } from './settings-references';
import { requireStorageDefaults } from './space-storage';

type Settings = UserSettings | DefaultSpaceSettings;

/**
 * All that settings of a domain or a profile have to satisfy beyond the service model. What is `given` by a request
 * must exist; what stands from before may have gone meanwhile, as an AppImageConfig can be deleted while in use.
 */
export function requireSettings(context: Context, settings: Settings, given: Settings): void {
  requireReferences(context, given);
  requireIdleLimits(settings);
  requireStorageDefaults(settings.SpaceStorageSettings?.DefaultEbsStorageSettings);
  requireServerSpec(settings);
}

/** JupyterServer needs a DefaultResourceSpec where it has scripts [BC doc JupyterServerAppSettings]. */
function requireServerSpec({ JupyterServerAppSettings: server }: SettingsByApp): void {
  if (server?.LifecycleConfigArns?.length && !server.DefaultResourceSpec) {
    throw validationException('JupyterServerAppSettings with LifecycleConfigArns need a DefaultResourceSpec.');
  }
}

/** JupyterServer takes code repositories from users' settings only [TF#36089]. */
export function requireNoServerRepositories(
  given: SettingsByApp,
  member: 'DefaultSpaceSettings' | 'SpaceSettings',
): void {
  if (given.JupyterServerAppSettings?.CodeRepositories === undefined) return;
  throw validationException(`Unknown parameter CodeRepositories in JupyterServerAppSettings for ${member}.`);
}

/** What a domain's defaults have to satisfy over and above: their own rules for users' settings and for spaces'. */
export function requireDomainDefaults(given: {
  DefaultUserSettings?: UserSettings | undefined;
  DefaultSpaceSettings?: DefaultSpaceSettings | undefined;
}): void {
  requireNoServerRepositories(given.DefaultSpaceSettings ?? {}, 'DefaultSpaceSettings');
  // "DefaultAsDomain … is only supported for user profiles" [BC doc AutoMountHomeEFS]; the sentence is ours.
  if (given.DefaultUserSettings?.AutoMountHomeEFS === 'DefaultAsDomain') {
    throw validationException('AutoMountHomeEFS [DefaultAsDomain] can only be set for a UserProfile.');
  }
}

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

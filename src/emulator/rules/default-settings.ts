import type { DefaultSpaceSettings, UserSettings } from '../model/shapes';
import type { Context } from './context';
import { requireIdleLimits } from './idle-limits';
import { requireReferences } from './settings-references';
import { requireStorageDefaults } from './space-storage';

/** All that settings of a domain or a profile have to satisfy beyond the service model. */
export function requireSettings(context: Context, settings: UserSettings | DefaultSpaceSettings): void {
  requireReferences(context, settings);
  requireIdleLimits(settings);
  requireStorageDefaults(settings.SpaceStorageSettings?.DefaultEbsStorageSettings);
}

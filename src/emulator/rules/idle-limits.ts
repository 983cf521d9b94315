import { validationException } from '../errors';
import type { IdleSettings } from '../model/shapes';
import { appSettings, CONFIGURABLE_APPS, type SettingsByApp } from './app-settings';
import { effectiveAppSettings } from './effective-settings';

/**
 * A domain's or profile's idle timeout lies between its minimum and maximum, in minutes (fact sheet, sections 3 and 4:
 * an enforced timeout is min = max = value). That each lies between 60 and 525600 is the service model's.
 * Assumption: settings are checked as they are given, not against those they override.
 */
export function requireIdleLimits(settings: SettingsByApp): void {
  for (const appType of CONFIGURABLE_APPS) {
    const idle = appSettings(settings, appType)?.AppLifecycleManagement?.IdleSettings;
    if (!idle) continue;
    const { MinIdleTimeoutInMinutes: min, MaxIdleTimeoutInMinutes: max, IdleTimeoutInMinutes: timeout } = idle;
    if (min !== undefined && max !== undefined && min > max) {
      throw validationException(
        `MinIdleTimeoutInMinutes [${min}] of ${appType}AppSettings must not exceed MaxIdleTimeoutInMinutes [${max}]`,
      );
    }
    if (timeout !== undefined) requireWithin(timeout, idle, appType);
  }
}

/** What a space chooses lies within the limits that hold for its user or, if it is shared, for the domain's spaces. */
export function requireSpaceIdleLimits(space: SettingsByApp, inherited: readonly SettingsByApp[]): void {
  for (const appType of CONFIGURABLE_APPS) {
    const timeout = appSettings(space, appType)?.AppLifecycleManagement?.IdleSettings?.IdleTimeoutInMinutes;
    if (timeout !== undefined) requireWithin(timeout, effectiveAppSettings(inherited, appType).IdleSettings, appType);
  }
}

function requireWithin(timeout: number, limits: IdleSettings, appType: string): void {
  const { MinIdleTimeoutInMinutes: min = -Infinity, MaxIdleTimeoutInMinutes: max = Infinity } = limits;
  if (timeout >= min && timeout <= max) return;
  throw validationException(
    `IdleTimeoutInMinutes [${timeout}] of ${appType}AppSettings must lie between MinIdleTimeoutInMinutes ` +
      `[${limits.MinIdleTimeoutInMinutes ?? 'not set'}] and MaxIdleTimeoutInMinutes [${limits.MaxIdleTimeoutInMinutes ?? 'not set'}]`,
  );
}

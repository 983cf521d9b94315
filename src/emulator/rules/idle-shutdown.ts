import type { AppType } from '../model/shapes';
import { resourceNotFound } from '../errors';
import type { Clock } from '../clock';
import type { AppRecord } from '../state/records';
import { effectiveAppSettings } from './effective-settings';
import type { SettingsByApp } from './app-settings';

/** Where no level says a time: "If no value is entered, the default is 10,080" [DOC idle-shutdown-setup]. */
const DEFAULT_MINUTES = 10_080;
const MINUTE = 60_000;

/**
 * After how many idle minutes an app is stopped by the settings that hold at its start, the widest level first;
 * undefined: never. The nearest level that says something wins, member by member, a space's own time included, and the
 * time lies within the limits (fact sheet, sections 3 and 4). Assumption: a time that lies outside, since the limits
 * were narrowed later, counts as the limit.
 */
export function idleTimeout(levels: readonly SettingsByApp[], appType: AppType): number | undefined {
  if (appType !== 'JupyterLab' && appType !== 'CodeEditor') return undefined;
  const idle = effectiveAppSettings(levels, appType).IdleSettings;
  if (idle.LifecycleManagement !== 'ENABLED') return undefined;
  const { IdleTimeoutInMinutes: minutes = DEFAULT_MINUTES } = idle;
  const { MinIdleTimeoutInMinutes: least = 0, MaxIdleTimeoutInMinutes: most = Infinity } = idle;
  return Math.min(Math.max(minutes, least), most);
}

/**
 * The app with its last activity known, in epoch milliseconds: it is stopped when it has been idle for its time, at
 * once where that is over. Without a known activity the emulator, which runs no kernels, stops nothing.
 */
export function lastActive(app: AppRecord, at: number, clock: Clock): AppRecord {
  if (app.Status !== 'InService') {
    throw resourceNotFound(`App [${app.arn}] is not in service, and has no activity.`);
  }
  if (app.idleTimeout === undefined) return app;
  const idle = app.idleTimeout * MINUTE - (clock.now() - at);
  return { ...app, due: clock.after(Math.max(0, idle)) };
}

import type { ISettingRegistry } from '@jupyterlab/settingregistry';

/** What the user has chosen in the Settings Editor. */
export interface Preferences {
  /** Minutes before the stop at which to be told. */
  warnings: number[];
  statusBar: boolean;
  pageTitle: boolean;
  /** For how many hours an app is kept awake where nothing else is said. */
  keepAwakeHours: number;
}

/** As in `schema/panel.json`, for where there are no settings. */
export const defaults: Preferences = { warnings: [10, 3], statusBar: true, pageTitle: true, keepAwakeHours: 2 };

/** The page of the Settings Editor that all plugins share. */
export const settingsId = 'studiolo:panel';

/** Reads what the user has chosen; what JupyterLab has not checked against the schema is as shipped. */
export function preferencesOf(settings: Pick<ISettingRegistry.ISettings, 'composite'> | undefined): Preferences {
  const { warnings, statusBar, pageTitle, keepAwakeHours } = settings?.composite ?? {};
  return {
    warnings: Array.isArray(warnings)
      ? warnings.filter((minutes): minutes is number => typeof minutes === 'number' && minutes > 0)
      : defaults.warnings,
    statusBar: typeof statusBar === 'boolean' ? statusBar : defaults.statusBar,
    pageTitle: typeof pageTitle === 'boolean' ? pageTitle : defaults.pageTitle,
    keepAwakeHours: typeof keepAwakeHours === 'number' && keepAwakeHours > 0 ? keepAwakeHours : defaults.keepAwakeHours,
  };
}

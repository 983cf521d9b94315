import type { AppType, CodeRepository, CustomImage, IdleSettings, ResourceSpec } from '../model/shapes';

/** What the settings of a domain, a profile or a space can say about one type of app. */
export interface AppSettings {
  DefaultResourceSpec?: ResourceSpec | undefined;
  LifecycleConfigArns?: string[] | undefined;
  CustomImages?: CustomImage[] | undefined;
  BuiltInLifecycleConfigArn?: string | undefined;
  AppLifecycleManagement?: { IdleSettings?: IdleSettings | undefined } | undefined;
  CodeRepositories?: CodeRepository[] | undefined;
}

/** UserSettings, DefaultSpaceSettings and SpaceSettings, seen as one block per type of app. */
export interface SettingsByApp {
  JupyterLabAppSettings?: AppSettings | undefined;
  CodeEditorAppSettings?: AppSettings | undefined;
  JupyterServerAppSettings?: AppSettings | undefined;
  KernelGatewayAppSettings?: AppSettings | undefined;
}

/** The types of app whose settings name scripts and images. */
export const CONFIGURABLE_APPS = ['JupyterLab', 'CodeEditor', 'JupyterServer', 'KernelGateway'] as const;

/** The block for a type of app; undefined where there is none. */
export function appSettings(settings: SettingsByApp, appType: AppType): AppSettings | undefined {
  switch (appType) {
    case 'JupyterLab':
      return settings.JupyterLabAppSettings;
    case 'CodeEditor':
      return settings.CodeEditorAppSettings;
    case 'JupyterServer':
      return settings.JupyterServerAppSettings;
    case 'KernelGateway':
      return settings.KernelGatewayAppSettings;
    default:
      return undefined;
  }
}

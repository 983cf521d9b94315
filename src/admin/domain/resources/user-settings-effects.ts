import type { AppType } from '../../../protocol/app';
import type { Reach } from './resource';

const now: Reach = { effect: 'now' };
const everywhere: Reach = { effect: 'next-start' };
const only = (...apps: AppType[]): Reach => ({ effect: 'next-start', apps });

/** Settings for apps of one type, as profiles and spaces have them. */
export const appSettingsEffects = {
  JupyterServerAppSettings: only('JupyterServer'),
  KernelGatewayAppSettings: only('KernelGateway'),
  CodeEditorAppSettings: only('CodeEditor'),
  JupyterLabAppSettings: only('JupyterLab'),
} satisfies Record<string, Reach>;

/**
 * When a change of each member of the settings for users reaches them, and through which apps. Apps keep what they were
 * started with; an execution role changes only while no app runs; what the portal shows, and what new spaces get, counts at
 * once (fact sheet, section 4; that the portal needs no restart is an assumption, and so is that a shared notebook's options
 * and the name of a role's session are read at a start).
 */
const effects: Readonly<Record<string, Reach>> = {
  ...appSettingsEffects,
  ExecutionRole: { effect: 'apps-stopped' },
  SecurityGroups: everywhere,
  SharingSettings: everywhere,
  TensorBoardAppSettings: only('TensorBoard'),
  RStudioServerProAppSettings: only('RStudioServerPro'),
  RSessionAppSettings: only('RSessionGateway'),
  CanvasAppSettings: only('Canvas'),
  // What is mounted into private spaces, which run these (service model, UserSettings), or into shared ones.
  CustomPosixUserConfig: only('JupyterLab', 'CodeEditor'),
  CustomFileSystemConfigs: only('JupyterLab', 'CodeEditor'),
  AutoMountHomeEFS: only('JupyterLab', 'CodeEditor'),
  SpaceStorageSettings: now,
  DefaultLandingUri: now,
  StudioWebPortal: now,
  StudioWebPortalSettings: now,
  'StudioWebPortalSettings.ExecutionRoleSessionNameMode': everywhere,
};

/** The effects of settings for users, below the member of a request that holds them. */
export const userSettingsEffects = (member: string): Record<string, Reach> =>
  Object.fromEntries(Object.entries(effects).map(([name, reach]) => [`${member}.${name}`, reach]));

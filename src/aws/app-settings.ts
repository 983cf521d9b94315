import type {
  JupyterLabAppSettings,
  SpaceJupyterLabAppSettings,
  SpaceCodeEditorAppSettings,
  CodeEditorAppSettings,
  DefaultSpaceStorageSettings,
  SpaceStorageSettings,
  StudioWebPortalSettings,
} from '@aws-sdk/client-sagemaker';
import { statedLaunch, type StatedLaunch } from './launch-settings';

/** `IdleSettings` as one level states them: what it does not state is absent. Minutes. */
export interface StatedIdleSettings {
  lifecycleManagement?: 'ENABLED' | 'DISABLED';
  idleMinutes?: number;
  minMinutes?: number;
  maxMinutes?: number;
}

/** What one level (domain, user profile or space) states for the app types that live in spaces. */
export interface StatedAppSettings {
  jupyterLab: StatedIdleSettings;
  codeEditor: StatedIdleSettings;
  /** URLs of `JupyterLabAppSettings.CodeRepositories`; Code Editor has none in the model. */
  codeRepositories: string[];
  launch: { jupyterLab: StatedLaunch; codeEditor: StatedLaunch };
  /** ARN of the role that apps act with; a space states none. */
  executionRole?: string;
  /** Gigabytes that a space of the level may have at most. */
  maximumVolumeGb?: number;
  /** Instance types that Studio's own pages do not offer. */
  hiddenInstanceTypes: string[];
}

type JupyterLab = JupyterLabAppSettings | SpaceJupyterLabAppSettings | undefined;
type CodeEditor = CodeEditorAppSettings | SpaceCodeEditorAppSettings | undefined;

/** Picks out of a level's settings what we use. A space's `IdleSettings` hold `IdleTimeoutInMinutes` alone. */
export function statedAppSettings(
  settings:
    | {
        ExecutionRole?: string | undefined;
        JupyterLabAppSettings?: JupyterLab;
        CodeEditorAppSettings?: CodeEditor;
        SpaceStorageSettings?: DefaultSpaceStorageSettings | SpaceStorageSettings | undefined;
        StudioWebPortalSettings?: StudioWebPortalSettings | undefined;
      }
    | undefined,
): StatedAppSettings {
  // A space's own storage settings are of another shape: they say how large its volume is.
  const storage = settings?.SpaceStorageSettings ?? {};
  const limits = 'DefaultEbsStorageSettings' in storage ? storage.DefaultEbsStorageSettings : undefined;
  const maximum = limits?.MaximumEbsVolumeSizeInGb;
  return {
    jupyterLab: idleOf(settings?.JupyterLabAppSettings),
    codeEditor: idleOf(settings?.CodeEditorAppSettings),
    codeRepositories: (settings?.JupyterLabAppSettings?.CodeRepositories ?? []).flatMap(
      ({ RepositoryUrl }) => RepositoryUrl ?? [],
    ),
    launch: {
      jupyterLab: statedLaunch(settings?.JupyterLabAppSettings),
      codeEditor: statedLaunch(settings?.CodeEditorAppSettings),
    },
    ...(settings?.ExecutionRole && { executionRole: settings.ExecutionRole }),
    ...(maximum !== undefined && { maximumVolumeGb: maximum }),
    hiddenInstanceTypes: settings?.StudioWebPortalSettings?.HiddenInstanceTypes ?? [],
  };
}

function idleOf(settings: JupyterLab | CodeEditor): StatedIdleSettings {
  const stated: {
    LifecycleManagement?: 'ENABLED' | 'DISABLED' | undefined;
    IdleTimeoutInMinutes?: number | undefined;
    MinIdleTimeoutInMinutes?: number | undefined;
    MaxIdleTimeoutInMinutes?: number | undefined;
  } = settings?.AppLifecycleManagement?.IdleSettings ?? {};
  return {
    ...(stated.LifecycleManagement && { lifecycleManagement: stated.LifecycleManagement }),
    ...(stated.IdleTimeoutInMinutes !== undefined && { idleMinutes: stated.IdleTimeoutInMinutes }),
    ...(stated.MinIdleTimeoutInMinutes !== undefined && { minMinutes: stated.MinIdleTimeoutInMinutes }),
    ...(stated.MaxIdleTimeoutInMinutes !== undefined && { maxMinutes: stated.MaxIdleTimeoutInMinutes }),
  };
}

import path from 'node:path';
import type { Whereabouts } from './configuration';

/** The place of a process, by its variables; `server` is the process of the Jupyter server, where one started it. */
export function whereaboutsOf(variables: NodeJS.ProcessEnv, pids: Whereabouts['pids']): Whereabouts {
  const home = variables['HOME'] ?? '/home/sagemaker-user';
  const region = variables['AWS_REGION'] ?? variables['AWS_DEFAULT_REGION'];
  const spaceName = variables['SAGEMAKER_SPACE_NAME'];
  const imageVersion = variables['IMAGE_VERSION'];
  const conda = variables['CONDA_EXE'];
  const roots = [
    variables['MAMBA_ROOT_PREFIX'],
    conda && path.dirname(path.dirname(conda)),
    variables['CONDA_ROOT'],
    '/opt/conda',
  ];
  return {
    home,
    metadataFile: variables['STUDIOLO_METADATA_FILE'] ?? '/opt/ml/metadata/resource-metadata.json',
    lastActiveFile: variables['STUDIOLO_LAST_ACTIVE_FILE'] ?? '/tmp/.sagemaker-last-active-timestamp',
    // No variable names another file: whoever sets variables could widen what the administrator allows.
    settings: { path: '/etc/studiolo/settings.json', owner: 0 },
    pids,
    ...(region && { region }),
    ...(spaceName && { spaceName }),
    ...(imageVersion && { imageVersion }),
    condaRoots: roots.flatMap((root) => root || []),
    condaEnvironmentFolders: (variables['CONDA_ENVS_DIRS'] ?? variables['CONDA_ENVS_PATH'] ?? '')
      .split(':')
      .filter(Boolean),
    variables,
  };
}

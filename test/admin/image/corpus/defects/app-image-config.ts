import type { Defect } from './defect';
import { add } from '../image-spec';
import { kernel, kernelJson, lab, gateway } from './parts';

/** AppImageConfigs that do not fit their image. */
export const configDefects: Defect[] = [
  {
    name: 'an AppImageConfig for Code Editor only',
    code: 'config-no-member',
    break: (s) => (s.appImageConfig = { AppImageConfigName: 'studio', CodeEditorAppImageConfig: {} }),
  },
  {
    name: 'an AppImageConfig with 0/0 for JupyterLab',
    code: 'config-ids',
    break: (s) => (s.appImageConfig = lab({ FileSystemConfig: { DefaultUid: 0, DefaultGid: 0 } })),
  },
  {
    name: 'an AppImageConfig with UID 1000 for a root image',
    code: 'config-uid',
    appType: 'KernelGateway',
    break: (s) => (
      delete s.config.config.User,
      (s.appImageConfig = gateway([{ Name: 'python3' }], { DefaultUid: 1000, DefaultGid: 0 }))
    ),
  },
  {
    name: 'an AppImageConfig with another GID',
    code: 'config-gid',
    appType: 'KernelGateway',
    break: (s) => (s.appImageConfig = gateway([{ Name: 'python3' }], { DefaultUid: 1000, DefaultGid: 0 })),
  },
  {
    name: 'an AppImageConfig with another mount path',
    code: 'config-mount-path',
    break: (s) => (s.appImageConfig = lab({ FileSystemConfig: { MountPath: '/home/jovyan' } })),
  },
  {
    name: "an AppImageConfig that names a kernel's label",
    code: 'config-kernel-missing',
    appType: 'KernelGateway',
    break: (s) => (s.appImageConfig = gateway([{ Name: 'Python 3' }])),
  },
  {
    name: 'an AppImageConfig with two kernels',
    code: 'config-kernel-count',
    appType: 'KernelGateway',
    break: (s) => (
      add(s, { name: kernel.replace('python3/', 'ml/'), ...kernelJson({}) }),
      (s.appImageConfig = gateway([{ Name: 'python3' }, { Name: 'ml' }]))
    ),
  },
  {
    name: 'an AppImageConfig with another label',
    code: 'config-kernel-label',
    appType: 'KernelGateway',
    break: (s) => (s.appImageConfig = gateway([{ Name: 'python3', DisplayName: 'PyTorch' }])),
  },
  {
    name: 'an AppImageConfig with AWS_REGION',
    code: 'config-env-reserved',
    break: (s) =>
      (s.appImageConfig = lab({ ContainerConfig: { ContainerEnvironmentVariables: { AWS_REGION: 'eu-west-1' } } })),
  },
  {
    name: 'an AppImageConfig that starts what is not there',
    code: 'entrypoint-missing',
    break: (s) =>
      (s.appImageConfig = lab({
        ContainerConfig: { ContainerEntrypoint: ['entrypoint-jupyter-server'], ContainerArguments: [] },
      })),
  },
];

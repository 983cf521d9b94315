import { validationException } from '../errors';
import type { AppInstanceType, AppType, ResourceSpec } from '../model/shapes';

/**
 * The instance type that an app starts on, out of the spec that holds for it. JupyterServer runs on `system` only;
 * for KernelGateway `system` means ml.t3.medium, and an app for which nobody names a type is refused
 * [BC doc ResourceSpec, CreateApp]. Assumption: JupyterLab and Code Editor are refused without one as well.
 */
export function launchInstanceType(appType: AppType, spec: ResourceSpec): AppInstanceType {
  const type = spec.InstanceType;
  switch (appType) {
    case 'JupyterServer':
      if (type !== undefined && type !== 'system') {
        throw validationException(`AppType [JupyterServer] only supports InstanceType [system], not [${type}].`);
      }
      return 'system';
    case 'KernelGateway':
      return type === 'system' ? 'ml.t3.medium' : named(appType, type);
    case 'JupyterLab':
    case 'CodeEditor':
      return named(appType, type);
    default:
      // How the other apps choose is not in the fact sheet.
      return type ?? 'system';
  }
}

function named(appType: AppType, type: AppInstanceType | undefined): AppInstanceType {
  if (type === undefined) {
    throw validationException(
      `InstanceType must be given for AppType [${appType}] in the ResourceSpec of the request, the UserProfile or the Domain.`,
    );
  }
  return type;
}

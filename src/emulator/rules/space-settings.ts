import { validationException } from '../errors';
import type { SpaceSettings } from '../model/shapes';
import { requireFewKernelGatewayImages, requireReferences } from './settings-references';
import type { Context } from './context';

/** What a request's settings of a space have to satisfy beyond the service model, whatever they inherit. */
export function requireSpaceSettings(context: Context, given: SpaceSettings): void {
  requireReferences(context, given);
  requireFewKernelGatewayImages(given);
  requireInstanceType(given);
}

/**
 * A space that sets a resource spec for its app has to name the instance type in it. The sentence is the one that
 * AWS answers for Code Editor (fact sheet, section 4); that JupyterLab is the same is an assumption.
 */
function requireInstanceType(settings: SpaceSettings): void {
  const specs = {
    codeEditorAppSettings: settings.CodeEditorAppSettings?.DefaultResourceSpec,
    jupyterLabAppSettings: settings.JupyterLabAppSettings?.DefaultResourceSpec,
  };
  const violations = Object.entries(specs).flatMap(([block, spec]) =>
    spec && spec.InstanceType === undefined
      ? `Value null at 'spaceSettings.${block}.defaultResourceSpec.ec2InstanceType' failed to satisfy constraint: ` +
        'Member must not be null'
      : [],
  );
  if (!violations.length) return;
  const errors = violations.length === 1 ? 'error' : 'errors';
  throw validationException(`${violations.length} validation ${errors} detected: ${violations.join('; ')}`);
}

/** The app type of a space cannot be edited [BC doc UpdateSpace]. */
export function requireSameAppType(before: SpaceSettings, update: SpaceSettings): void {
  if (update.AppType !== undefined && update.AppType !== before.AppType) {
    throw validationException(
      `AppType of a Space cannot be changed from [${before.AppType ?? 'not set'}] to [${update.AppType}]`,
    );
  }
}

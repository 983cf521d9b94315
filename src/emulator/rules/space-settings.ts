import { validationException } from '../errors';
import type { CreateSpaceRequest, SpaceSettings } from '../model/shapes';
import { requireFewKernelGatewayImages, requireReferences } from './settings-references';
import { requireNoServerRepositories } from './default-settings';
import type { Context } from './context';

/** What a request's settings of a space have to satisfy beyond the service model, whatever they inherit. */
export function requireSpaceSettings(context: Context, given: SpaceSettings): void {
  requireReferences(context, given);
  requireNoServerRepositories(given, 'SpaceSettings');
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

/** No update names the app type, not even the one that the space has [boto/boto3#4375, TF#38370]. */
export function requireNoAppType(update: SpaceSettings): void {
  if (update.AppType !== undefined) throw validationException('Updating AppType for Space is not supported.');
}

/** A private space is made with settings [TF#38370]; they say, above all, for which type of app it is. */
export function requireSettingsOfPrivate(input: CreateSpaceRequest, arn: string): void {
  if (input.SpaceSharingSettings?.SharingType === 'Private' && input.SpaceSettings === undefined) {
    throw validationException(`SpaceSettings must be provided for creating private space [${arn}]`);
  }
}

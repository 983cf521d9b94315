import { validationException } from '../errors';
import type { AppType, CreateAppRequest } from '../model/shapes';
import type { SpaceRecord } from '../state/records';
import type { Context } from './context';

/** The apps of Studio Classic. */
export const isClassic = (appType: AppType) => appType === 'JupyterServer' || appType === 'KernelGateway';
/** The apps of Studio that live in a space. */
export const needsSpace = (appType: AppType) => appType === 'JupyterLab' || appType === 'CodeEditor';

/**
 * Classic apps can be listed, described and deleted, and no longer created. The sentence was seen for KernelGateway;
 * that JupyterServer is refused alike, and that the code is ValidationException, is inferred (fact sheet, section 0).
 */
export function requireCreatable({ configuration }: Context, appType: AppType): void {
  if (isClassic(appType) && !configuration.allowClassicCreation) {
    throw validationException(`Invalid AppType [${appType}]. This AppType has been deprecated.`);
  }
}

/**
 * JupyterLab and Code Editor need a space and are named `default`, as JupyterServer is (fact sheet, section 4); an
 * app is of its space's type. Assumption: a space that was made without a type takes any.
 */
export function requireFitting(input: CreateAppRequest, space: SpaceRecord | undefined): void {
  const { AppType: appType, AppName: name } = input;
  if (needsSpace(appType) && !space) {
    throw validationException(`Apps of AppType [${appType}] must be created in a Space: SpaceName must be passed.`);
  }
  if ((needsSpace(appType) || appType === 'JupyterServer') && name !== 'default') {
    throw validationException(`Invalid AppName [${name}]. Apps of AppType [${appType}] must be named [default].`);
  }
  const spaceType = space?.SpaceSettings.AppType;
  if (spaceType !== undefined && spaceType !== appType) {
    throw validationException(
      `AppType [${appType}] does not match AppType [${spaceType}] of Space [${space?.SpaceName}].`,
    );
  }
}

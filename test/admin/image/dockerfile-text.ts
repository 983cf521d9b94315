import type { BaseContents } from '../../../src/admin/image/verify/base-contents';
import type { ImageAppType } from '../../../src/admin/image/verify/app-type';
import type { PlannedImage } from '../../../src/admin/image/verify/contents';
import { verify } from '../../../src/admin/image/verify/verify';
import { plannedUser } from '../../../src/admin/image/verify/planned-accounts';
import { planImage } from '../../../src/admin/image/reading/dockerfile';

/** How a server is started that Studio reaches. */
export const options =
  '"--ip=0.0.0.0","--port=8888","--ServerApp.base_url=/jupyterlab/default","--ServerApp.token=","--ServerApp.allow_origin=*"';
export const serve = `CMD ["jupyter","lab",${options}]`;

/** The image of a Dockerfile's text, with these files in its folder. */
export function planned(text: string, files: Record<string, string> = {}, base?: BaseContents): PlannedImage {
  const context = {
    at(source: string) {
      const name = source.replace(/^\.?\//, '').replace(/\/$/, '');
      const file = files[name];
      if (file !== undefined) return { text: file };
      const folder = name === '' || name === '.' ? '' : `${name}/`;
      const below = Object.keys(files).filter((path) => path.startsWith(folder));
      return below.length > 0 ? { below: below.map((path) => path.slice(folder.length)) } : undefined;
    },
  };
  const image = planImage(text, {}, context);
  return base ? planImage(text, {}, context, { line: image.base.line, contents: base }) : image;
}

/** The codes that are said of an image, those about how its base is named left out. */
export const codesOf = (image: PlannedImage, appType: ImageAppType = 'JupyterLab') =>
  verify(image, [appType]).flatMap(({ code }) => (/^base-(unpinned|by-version)$/.test(code) ? [] : [code]));

/** Whom an image runs as: `uid:gid`, with `?` for what cannot be told, and `nobody` for a name that is not there. */
export function whoRuns(image: PlannedImage): string {
  if (image.unknown.user !== undefined) return '?:?';
  const { uid, gid, unknown } = plannedUser(image.config.user, image.accounts);
  if (uid === undefined && unknown === undefined) return 'nobody';
  return `${uid ?? '?'}:${gid ?? '?'}`;
}

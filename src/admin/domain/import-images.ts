import { AwsError } from '../../aws/errors';
import { findImageVersion } from '../../aws/image-version';
import { isSettings, said, type Settings } from '../studio-file/settings';
import type { StudioContext } from './context';

/** For which apps an image is offered somewhere, and how it runs there. */
export interface ImageUse {
  for: Set<string>;
  appImageConfig: string;
}

/** Takes note of the images that a domain, a profile or a space offers. Those of Studio Classic have no word in a file. */
export function noteImages(settings: Settings, uses: Map<string, ImageUse>): void {
  for (const member of ['DefaultUserSettings', 'DefaultSpaceSettings', 'UserSettings', 'SpaceSettings'])
    for (const app of ['JupyterLab', 'CodeEditor']) {
      const offered = said(settings, [member, `${app}AppSettings`, 'CustomImages']);
      for (const one of Array.isArray(offered) ? offered.filter(isSettings) : []) {
        const [name, config] = [String(one['ImageName']), String(one['AppImageConfigName'])];
        const use = uses.get(name) ?? { for: new Set<string>(), appImageConfig: config };
        use.for.add(app);
        uses.set(name, use);
      }
    }
}

/** The images as a file says them: what their latest versions are made from, where that may be asked. Rejects with `AwsError`. */
export async function importImages(
  { sagemaker }: StudioContext,
  uses: ReadonlyMap<string, ImageUse>,
  leftOut: (line: string) => void,
): Promise<Settings> {
  const images: Settings = {};
  for (const [name, { for: apps, appImageConfig }] of uses) {
    const from = await findImageVersion(sagemaker, name, 'latest').catch((error: unknown) => {
      if (!(error instanceof AwsError) || error.failure.kind !== 'permission') throw error;
      leftOut(`what image ${name} is made from; allow ${error.failure.action}`);
    });
    // Only a URI in ECR can be said there.
    const uri = /^\d{12}\.dkr\.ecr\./.test(from?.baseImage ?? '') ? from?.baseImage : undefined;
    images[name] = { ...(uri !== undefined && { from: uri }), for: [...apps], appImageConfig };
  }
  return images;
}

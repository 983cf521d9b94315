import { z } from 'zod';
import { findAppImageConfig } from '../../aws/app-image-config';
import type { SageMaker } from '../../aws/client';
import { remedyOfGap } from '../../aws/remedy';
import { AwsError, sentenceOf } from '../../aws/errors';
import { findImageVersion } from '../../aws/image-version';
import { denied, type Gap, unreachable } from '../findings/fact';
import { inRegion, withRegion } from '../converge/region-text';
import type { Outcome } from '../findings/outcome';
import { gapOf } from './image-report';
import { describeAll } from './publish/described';
import { Unreachable, Unreadable } from './unreadable';
import { AppImageConfig } from './verify/app-image-config';
import { ImageAppType } from './verify/app-type';
import type { Image } from './verify/contents';
import { assess, type ImageFinding } from './verify/verify';

/** What is to be said of one image that settings list. */
export interface Diagnosis {
  imageName: string;
  version?: number;
  appImageConfigName: string;
  appType: ImageAppType;
  /** Who lists it. */
  who: string[];
  /** Why no app can start with it, where it need not be looked at for that. */
  problem?: string;
  /** Why it could not be looked at. It may be well. */
  notAssessed?: Gap;
  /** What was read, where it could be. */
  examined?: { baseImage: string; image: Image; outcomes: Outcome<ImageFinding>[] };
}

const Listed = z.object({
  ImageName: z.string(),
  AppImageConfigName: z.string(),
  ImageVersionNumber: z.number().optional(),
});
const memberOf = {
  JupyterLab: 'JupyterLabAppSettings',
  CodeEditor: 'CodeEditorAppSettings',
  KernelGateway: 'KernelGatewayAppSettings',
};

/**
 * Examines every image that a domain, its user profiles and its spaces list. `read` is asked once for each image in the
 * registry; one that cannot be read does not keep the others from being examined. Rejects with `AwsError`.
 */
export async function diagnose(
  { sagemaker, region }: { sagemaker: SageMaker; region?: string | undefined },
  domainId: string,
  read: (uri: string) => Promise<Image>,
): Promise<Diagnosis[]> {
  const found = new Map<string, Diagnosis>();
  for (const { who, description } of await describeAll(sagemaker, domainId)) {
    for (const appType of ImageAppType.options) {
      for (const { ImageName, AppImageConfigName, ImageVersionNumber } of listed(description, memberOf[appType])) {
        const key = JSON.stringify([ImageName, AppImageConfigName, ImageVersionNumber, appType]);
        const known = found.get(key);
        if (known) known.who.push(who);
        else {
          found.set(key, {
            imageName: ImageName,
            ...(ImageVersionNumber !== undefined && { version: ImageVersionNumber }),
            appImageConfigName: AppImageConfigName,
            appType,
            who: [who],
          });
        }
      }
    }
  }
  const images = new Map<string, Promise<Image>>();
  const readOnce = (uri: string) => {
    const image = images.get(uri) ?? read(uri);
    images.set(uri, image);
    return image;
  };
  for (const diagnosis of found.values()) {
    try {
      await examine({ sagemaker, region }, diagnosis, readOnce);
    } catch (error) {
      if (error instanceof Unreachable) diagnosis.notAssessed = gapOf(error);
      else if (error instanceof Unreadable) diagnosis.problem = `${error.source}: ${error.message}; ${error.remedy}`;
      else if (error instanceof AwsError) diagnosis.notAssessed = awsGap(diagnosis, error);
      else throw error;
    }
  }
  return [...found.values()];
}

async function examine(
  { sagemaker, ...where }: { sagemaker: SageMaker; region?: string | undefined },
  diagnosis: Diagnosis,
  read: (uri: string) => Promise<Image>,
): Promise<void> {
  const { imageName, appImageConfigName, version, appType } = diagnosis;
  const content = await findAppImageConfig(sagemaker, appImageConfigName);
  const found = await findImageVersion(sagemaker, imageName, version === undefined ? 'latest' : { number: version });
  if (!content)
    diagnosis.problem = `there is no AppImageConfig ${appImageConfigName}${inRegion(where)}, so no app can start with this image; publish the image again, or take it out of the settings`;
  else if (!found?.baseImage)
    diagnosis.problem = `image ${imageName}${inRegion(where)} has no ${version === undefined ? 'version' : `version ${version}`}; list a version that there is: aws sagemaker list-image-versions --image-name ${imageName}${withRegion(where)}`;
  else if (found.status !== 'CREATED')
    diagnosis.problem = `version ${found.version} is ${found.status}: ${found.failureReason ?? 'no reason is given'}`;
  if (diagnosis.problem !== undefined || !found?.baseImage) return;
  diagnosis.version = found.version;
  const image = await read(found.baseImage);
  const config = AppImageConfig.parse({ AppImageConfigName: appImageConfigName, ...content });
  diagnosis.examined = { baseImage: found.baseImage, image, outcomes: assess(image, [appType], config) };
}

/** What AWS did not tell of an image. */
function awsGap({ imageName }: Diagnosis, error: AwsError): Gap {
  const { failure } = error;
  const what = `image ${imageName}`;
  if (failure.kind === 'permission') return denied(what, failure.action, sentenceOf(error));
  return unreachable(what, sentenceOf(error), remedyOfGap(failure));
}

/** The `CustomImages` of an app type, at whatever depth a description holds its settings. */
function listed(description: unknown, member: string): z.infer<typeof Listed>[] {
  if (typeof description !== 'object' || description === null || Array.isArray(description)) return [];
  return Object.entries(description).flatMap(([name, value]: [string, unknown]) => {
    if (name !== member) return listed(value, member);
    const settings = z.object({ CustomImages: z.array(Listed).optional() }).safeParse(value);
    return settings.data?.CustomImages ?? [];
  });
}

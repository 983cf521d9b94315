import {
  createAppImageConfig,
  deleteAppImageConfig,
  findAppImageConfig,
  updateAppImageConfig,
} from '../../aws/app-image-config';
import type { SageMaker } from '../../aws/client';
import type { ImagesHolder } from '../../aws/custom-images';
import { readCustomImages, writeCustomImages } from '../../aws/custom-images';
import { createImage, deleteImage, findImage } from '../../aws/image';
import { createImageVersion, deleteImageVersion, findImageVersion } from '../../aws/image-version';
import type { AppImageConfig } from '../../studio/custom-image/app-image-config';
import type { ImageAppType } from '../../studio/custom-image/app-type';
import { contracts } from '../../studio/custom-image/app-type';
import { Undo } from './undo';
import type { Patience } from './wait';
import { PublishError, wait } from './wait';

/** What is to be there in the end: an image that stands in ECR, as a version that people can choose. */
export interface Publication {
  imageName: string;
  /** The role that SageMaker reads ECR with; only needed to make an image that is not there yet. */
  roleArn?: string;
  /** URI in ECR, by digest. */
  baseImage: string;
  /** Makes CreateImageVersion idempotent, 1..36 characters. */
  clientToken: string;
  appType: ImageAppType;
  appImageConfig: AppImageConfig;
  /** Whose settings shall list it. */
  holders: ImagesHolder[];
}

/**
 * Makes image, version and AppImageConfig and lists them in the settings. Where a step fails, all that was made before
 * is taken back and the failure goes on; running it again with the same image finds what is there and changes nothing.
 */
export async function publish(
  sagemaker: SageMaker,
  publication: Publication,
  patience: Patience,
  tell: (line: string) => void,
): Promise<{ version: number }> {
  const undo = new Undo();
  try {
    await ensureImage(sagemaker, publication, patience, tell, undo);
    const version = await ensureVersion(sagemaker, publication, patience, tell, undo);
    await ensureConfig(sagemaker, publication, tell, undo);
    for (const holder of publication.holders) await attach(sagemaker, publication, holder, tell, undo);
    return { version };
  } catch (error) {
    await undo.all(tell);
    throw error;
  }
}

async function ensureImage(
  sagemaker: SageMaker,
  { imageName, roleArn }: Publication,
  patience: Patience,
  tell: (line: string) => void,
  undo: Undo,
) {
  const what = `image ${imageName}`;
  if (!(await findImage(sagemaker, imageName))) {
    if (roleArn === undefined)
      throw new PublishError(
        `there is no ${what}, and to make it a role is needed`,
        'name a role that may read ECR with --role',
      );
    await createImage(sagemaker, imageName, roleArn);
    undo.made(what, () => deleteImage(sagemaker, imageName));
  }
  await wait(what, patience, tell, async () => {
    const image = await findImage(sagemaker, imageName);
    if (image?.status === 'CREATED') return { state: 'ready', value: undefined };
    if (image?.status.endsWith('FAILED')) return { state: 'failed', reason: image.failureReason ?? image.status };
    return { state: 'pending', what: image?.status ?? 'not there yet' };
  });
}

async function ensureVersion(
  sagemaker: SageMaker,
  { imageName, baseImage, clientToken }: Publication,
  patience: Patience,
  tell: (line: string) => void,
  undo: Undo,
): Promise<number> {
  const latest = await findImageVersion(sagemaker, imageName, 'latest');
  if (latest?.baseImage === baseImage && latest.status === 'CREATED') {
    tell(`image ${imageName} has this as version ${latest.version} already`);
    return latest.version;
  }
  const arn = await createImageVersion(sagemaker, { imageName, baseImage, clientToken });
  const version = Number(arn.split('/').at(-1));
  undo.made(`version ${version} of image ${imageName}`, async () => {
    await deleteImageVersion(sagemaker, imageName, version);
    await wait(`version ${version}`, patience, tell, async () =>
      (await findImageVersion(sagemaker, imageName, { number: version }))
        ? { state: 'pending', what: 'DELETING' }
        : { state: 'ready', value: undefined },
    );
  });
  return wait(`version ${version} of image ${imageName}`, patience, tell, async () => {
    const found = await findImageVersion(sagemaker, imageName, { number: version });
    if (found?.status === 'CREATED') return { state: 'ready', value: version };
    if (found?.status.endsWith('FAILED')) return { state: 'failed', reason: found.failureReason ?? found.status };
    return { state: 'pending', what: found?.status ?? 'not there yet' };
  });
}

async function ensureConfig(
  sagemaker: SageMaker,
  { appImageConfig, appType }: Publication,
  tell: (line: string) => void,
  undo: Undo,
) {
  const name = appImageConfig.AppImageConfigName;
  const { configMember } = contracts[appType];
  const content = withoutUndefined({ [configMember]: appImageConfig[configMember] });
  const before = await findAppImageConfig(sagemaker, name);
  if (!before) {
    await createAppImageConfig(sagemaker, name, content);
    undo.made(`AppImageConfig ${name}`, () => deleteAppImageConfig(sagemaker, name));
    tell(`AppImageConfig ${name}: made`);
  } else if (!same(before[configMember], appImageConfig[configMember])) {
    await updateAppImageConfig(sagemaker, name, content);
    undo.made(`change of AppImageConfig ${name}`, () => updateAppImageConfig(sagemaker, name, before));
    tell(`AppImageConfig ${name}: changed`);
  }
}

async function attach(
  sagemaker: SageMaker,
  { imageName, appType, appImageConfig }: Publication,
  holder: ImagesHolder,
  tell: (line: string) => void,
  undo: Undo,
) {
  const before = await readCustomImages(sagemaker, holder, appType);
  const appImageConfigName = appImageConfig.AppImageConfigName;
  // No version number: Studio then offers the latest, and `promote` and `prune` decide which that is.
  const wanted = { imageName, appImageConfigName };
  const kept = before.filter((one) => one.imageName !== imageName || one.appImageConfigName !== appImageConfigName);
  const there = before.find((one) => one.imageName === imageName && one.appImageConfigName === appImageConfigName);
  if (there && there.version === undefined) return;
  const who = holderText(holder);
  await writeCustomImages(sagemaker, holder, appType, [...kept, wanted]);
  undo.made(`image ${imageName} in the settings of ${who}`, () =>
    writeCustomImages(sagemaker, holder, appType, before),
  );
  tell(`${who}: lists image ${imageName} for ${appType}, beside ${kept.length} others`);
}

/** A holder in words. */
export function holderText(holder: ImagesHolder): string {
  if (holder.of === 'user-profile') return `user profile ${holder.userProfileName}`;
  if (holder.of === 'space') return `space ${holder.spaceName}`;
  return holder.of === 'domain' ? `domain ${holder.domainId}` : `shared spaces of domain ${holder.domainId}`;
}

const same = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}

const withoutUndefined = <T extends object>(value: T) => value;

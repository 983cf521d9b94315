import type { ImageSource } from './image';
import { imageOf } from './image';

/** What one level (domain, user profile or space) states of how an app of one type is started. */
export interface StatedLaunch {
  instanceType?: string;
  image?: ImageSource;
  lifecycleConfigArn?: string;
  lifecycleConfigArns: string[];
  customImages: { imageName: string; version?: number }[];
  builtInLifecycleConfigArn?: string;
}

/** An image that may be chosen, by the id that a choice names it by. */
export interface ImageChoice {
  id: string;
  name: string;
  version?: string;
  custom: boolean;
  image: ImageSource;
}

export interface LaunchOptions {
  images: ImageChoice[];
  lifecycleConfigs: { arn: string; name: string }[];
  defaults: { instanceType?: string; imageId?: string; lifecycleConfigArn?: string };
  builtInLifecycleConfig?: string;
}

/** An app as it last ran in the space, where that is still told (for 24 h after it ended: fact sheet, section 4). */
export interface LastRun {
  instanceType?: string;
  image: ImageSource;
  lifecycleConfigArn?: string;
}

/**
 * How an app that has ended would run again: what its space states comes before how the app ran, where the space was
 * changed after the app was started. Assumed: who changed it meant this, as a space tells only that it was changed.
 */
export function ranLast(
  run: LastRun & { since?: string },
  space: Pick<StatedLaunch, 'instanceType' | 'image' | 'lifecycleConfigArn'>,
  changedAt: number | undefined,
): LastRun {
  if (run.since === undefined || changedAt === undefined || changedAt < Date.parse(run.since)) return run;
  const { image, instanceType, lifecycleConfigArn } = space;
  return {
    ...run,
    ...(instanceType !== undefined && { instanceType }),
    ...(image && { image }),
    ...(lifecycleConfigArn !== undefined && { lifecycleConfigArn }),
  };
}

/**
 * What may be chosen for an app, out of its levels from the widest to the nearest: domain, user profile, space. For the
 * instance type, the image and the script that are taken unless others are chosen, the nearest level that names one
 * decides, and how the app last ran comes before them all. Assumed: what is attached to the domain stays attached for a
 * profile that attaches more.
 *
 * `domainArn` names the account whose custom images these are. AWS's SageMaker Distribution is offered where the settings
 * or the last run name it, with its sibling for GPU or CPU, which is assumed to be published beside it under its name.
 */
export function launchOptions(levels: StatedLaunch[], domainArn: string | undefined, last?: LastRun): LaunchOptions {
  const nearest = <T>(pick: (level: StatedLaunch) => T | undefined): T | undefined =>
    [...levels]
      .reverse()
      .map(pick)
      .find((value) => value !== undefined);
  const named = last && (last.image.imageArn ?? last.image.versionArn) !== undefined ? last.image : undefined;
  const image = named ?? nearest((level) => level.image);
  const images = new Map<string, ImageChoice>();
  const offer = (source: ImageSource) => {
    const choice = imageChoice(source, domainArn);
    if (choice && !images.has(choice.id)) images.set(choice.id, choice);
  };
  for (const source of [image, ...levels.map((level) => level.image)]) {
    if (!source) continue;
    offer(source);
    siblingOf(source).forEach(offer);
  }
  for (const { imageName, version } of levels.flatMap((level) => level.customImages).reverse()) {
    const account = domainArn && /^(arn:[^:]+:sagemaker:[^:]+:\d+):/.exec(domainArn)?.[1];
    if (!account) continue;
    const imageArn = `${account}:image/${imageName}`;
    offer(
      version === undefined
        ? { imageArn }
        : { imageArn, versionArn: `${account}:image-version/${imageName}/${version}` },
    );
  }
  const scripts = [...new Set(levels.flatMap((level) => level.lifecycleConfigArns))];
  const script = last?.lifecycleConfigArn ?? nearest((level) => level.lifecycleConfigArn);
  const builtIn = nearest((level) => level.builtInLifecycleConfigArn);
  const instanceType = last?.instanceType ?? nearest((level) => level.instanceType);
  const imageId = image && imageChoice(image, domainArn)?.id;
  return {
    images: [...images.values()],
    lifecycleConfigs: scripts.map((arn) => ({ arn, name: scriptName(arn) })),
    defaults: {
      ...(instanceType !== undefined && { instanceType }),
      ...(imageId !== undefined && { imageId }),
      ...(script !== undefined && script !== 'None' && scripts.includes(script) && { lifecycleConfigArn: script }),
    },
    ...(builtIn !== undefined && { builtInLifecycleConfig: scriptName(builtIn) }),
  };
}

/** Nothing where the spec names no image by its ARN. */
function imageChoice(image: ImageSource, domainArn: string | undefined): ImageChoice | undefined {
  const arn = image.versionArn ?? image.imageArn;
  const about = imageOf(image);
  if (arn === undefined || !about) return undefined;
  const custom = accountOf(arn) !== undefined && accountOf(arn) === accountOf(domainArn);
  return { id: [arn, image.versionAlias].filter(Boolean).join('#'), ...about, custom, image };
}

/** The distribution's image for the other kind of instance, of the same version. */
function siblingOf(image: ImageSource): ImageSource[] {
  const [, before, kind] = /^(.*:image\/sagemaker-distribution)-(cpu|gpu)$/.exec(image.imageArn ?? '') ?? [];
  // A version's number is the image's own: the sibling's same release has another.
  if (before === undefined || image.versionArn !== undefined) return [];
  return [{ ...image, imageArn: `${before}-${kind === 'cpu' ? 'gpu' : 'cpu'}` }];
}

const accountOf = (arn: string | undefined) => arn?.split(':')[4];
const scriptName = (arn: string) => arn.split('/').at(-1) ?? arn;

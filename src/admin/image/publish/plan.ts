import { findAppImageConfig, type AppImageConfigContent } from '../../../aws/app-image-config';
import { hasRepository } from '../../../aws/ecr-repository';
import { AwsError } from '../../../aws/errors';
import { findImage } from '../../../aws/image';
import { findImageVersion } from '../../../aws/image-version';
import { sameSettings } from '../../../aws/leaves';
import { StepError } from '../../converge/failure';
import { type Plan, planOf } from '../../converge/plan';
import { inRegion, withRegion } from '../../converge/region-text';
import type { TakeBack } from '../../converge/step';
import { manifestDigest } from '../registry/manifest-digest';
import { contracts } from '../verify/app-type';
import type { PublishContext } from './context';
import { holderText, type ImagesHolder, readImageLists } from './image-list';
import { baseImageOf, ecrRepositoryOf, type Publication, tagOf } from './publication';
import type { PublishStep } from './publish-step';
import { configFingerprint } from './steps/app-image-config';
import { isOwn, listingFingerprint } from './steps/listing';
import { whatPushed } from './steps/push';
import { whatRepository } from './steps/repository';

/** What there is to do, and what is there already, a line each. */
export interface Reading {
  plan: Plan<PublishStep>;
  there: string[];
}

type Found = { step: PublishStep } | { there: string };

/**
 * What it takes to publish. Of an image that is not built yet, pushing and its version are not looked at. Rejects with
 * `AwsError`, `Unreadable`, and `StepError` where something is missing that only the user can give.
 */
export async function planPublish(context: PublishContext, publication: Publication): Promise<Reading> {
  const found: Found[] = [];
  const add = async (one: Promise<Found>) => void found.push(await one);
  if (publication.digest !== undefined && publication.layout !== undefined) {
    const { digest, layout } = publication;
    if (ecrRepositoryOf(publication.registry, publication.repository)) await add(repository(context, publication));
    await add(pushed(context, publication, digest, layout, ids(found)));
  }
  await add(image(context, publication));
  if (publication.digest !== undefined) await add(version(context, publication, publication.digest, ids(found)));
  await add(appImageConfig(context, publication));
  // Settings name all that is before them: what they still name is not taken back.
  const before = ids(found);
  for (const holder of publication.holders) await add(listing(context, publication, holder, before));
  return {
    plan: planOf(`image ${publication.imageName}`, steps(found)),
    there: found.flatMap((one) => ('there' in one ? one.there : [])),
  };
}

const steps = (found: readonly Found[]) => found.flatMap((one) => ('step' in one ? one.step : []));
const ids = (found: readonly Found[]) => steps(found).map(({ id }) => id);

const gone: TakeBack<PublishStep> = { how: 'cannot', why: 'it takes something back itself' };
const common = (id: string, needs: string[] = []) => ({ id, needs, takesEffect: { when: 'now' } as const });
const back = (step: PublishStep): TakeBack<PublishStep> => ({ how: 'step', step });

async function repository({ signal }: PublishContext, { registry, repository }: Publication): Promise<Found> {
  const about = { registry, repository };
  const ecr = ecrRepositoryOf(registry, repository);
  try {
    if (ecr && (await hasRepository(ecr, signal))) return { there: `${whatRepository(about)} is there` };
  } catch (error) {
    // Who may push need not be allowed to look: the push will tell.
    if (!(error instanceof AwsError) || error.failure.kind !== 'permission') throw error;
    return { there: `${whatRepository(about)}: whether it is there may not be asked` };
  }
  const deletion: PublishStep = {
    ...common('delete repository'),
    do: 'delete-repository',
    ...about,
    takeBack: gone,
  };
  return { step: { ...common('repository'), do: 'make-repository', ...about, takeBack: back(deletion) } };
}

async function pushed(
  context: PublishContext,
  { registry, repository, imageName }: Publication,
  digest: string,
  layout: string,
  needs: string[],
): Promise<Found> {
  const about = { registry, repository, digest };
  const target = context.repository(registry, repository);
  if ((await manifestDigest(target, tagOf(digest))) === digest) return { there: `${whatPushed(about)} is there` };
  const stood = (await manifestDigest(target, digest)) !== undefined;
  const deletion: PublishStep = {
    ...common('delete pushed'),
    do: 'delete-pushed',
    ...about,
    imageName,
    takeBack: gone,
  };
  // Others may use it by other names: deleting it by its digest would take those away.
  const takeBack: TakeBack<PublishStep> = stood
    ? { how: 'cannot', why: 'the image was there under another name, and has this one too' }
    : back(deletion);
  return { step: { ...common('push', needs), do: 'push', ...about, layout, takeBack } };
}

async function image(context: PublishContext, { imageName, roleArn, holders }: Publication): Promise<Found> {
  const what = `image ${imageName}`;
  const found = await findImage(context.sagemaker, imageName);
  if (found && ['CREATED', 'UPDATE_FAILED'].includes(found.status)) return { there: `${what} is there` };
  if (!found && roleArn === undefined)
    throw new StepError(
      `there is no ${what}${inRegion(context)}, and to make it a role is needed`,
      `name a role that may read ECR with --role, or an image that is there: aws sagemaker list-images${withRegion(context)}`,
    );
  const deletion: PublishStep = {
    ...common('delete image'),
    do: 'delete-image',
    imageName,
    holders,
    takeBack: gone,
  };
  return {
    step: {
      ...common('image'),
      do: 'make-image',
      imageName,
      ...(!found && { roleArn }),
      takeBack: back(deletion),
    },
  };
}

async function version(
  { sagemaker }: PublishContext,
  publication: Publication,
  digest: string,
  needs: string[],
): Promise<Found> {
  const { imageName, holders } = publication;
  const baseImage = baseImageOf(publication, digest);
  const latest = await findImageVersion(sagemaker, imageName, 'latest');
  if (latest?.baseImage === baseImage && latest.status === 'CREATED')
    return { there: `image ${imageName} has ${baseImage} as version ${latest.version}` };
  const deletion: PublishStep = {
    ...common('delete version'),
    do: 'delete-version',
    imageName,
    baseImage,
    holders,
    takeBack: gone,
  };
  return {
    step: { ...common('version', needs), do: 'make-version', imageName, baseImage, takeBack: back(deletion) },
  };
}

/** Sees that the AppImageConfig says for the app type what the image needs; its other parts stay. */
async function appImageConfig({ sagemaker }: PublishContext, publication: Publication): Promise<Found> {
  const { appImageConfig, appType, holders } = publication;
  const name = appImageConfig.AppImageConfigName;
  const { configMember } = contracts[appType];
  const content: AppImageConfigContent = { [configMember]: appImageConfig[configMember] };
  const now = await findAppImageConfig(sagemaker, name);
  const asRead = configFingerprint(now, content);
  if (!now) {
    const deletion: PublishStep = { ...common('delete config'), do: 'delete-config', name, holders, takeBack: gone };
    return { step: { ...common('config'), do: 'make-config', name, content, asRead, takeBack: back(deletion) } };
  }
  if (sameSettings(now[configMember], appImageConfig[configMember]))
    return { there: `AppImageConfig ${name} is as the image needs it` };
  const before = now[configMember];
  const change = (
    id: string,
    to: AppImageConfigContent,
    from: typeof asRead,
    takeBack: TakeBack<PublishStep>,
  ): PublishStep => ({
    ...common(id),
    do: 'change-config',
    name,
    content: to,
    asRead: from,
    takeBack,
  });
  const takeBack: TakeBack<PublishStep> = before
    ? back(change('change config back', { [configMember]: before }, configFingerprint(content, content), gone))
    : { how: 'cannot', why: `AWS has no way to take ${configMember} out of it; it does no harm there` };
  return { step: change('config', content, asRead, takeBack) };
}

async function listing(
  { sagemaker }: PublishContext,
  { imageName, appImageConfig, appType }: Publication,
  holder: ImagesHolder,
  needs: string[],
): Promise<Found> {
  const entry = { holder, appType, imageName, appImageConfigName: appImageConfig.AppImageConfigName };
  const images = (await readImageLists(sagemaker, holder)).images[appType];
  const own = images.find((one) => isOwn(one, entry));
  const who = holderText(holder);
  if (own && own.ImageVersionNumber === undefined) return { there: `${who} lists image ${imageName} for ${appType}` };
  const version = own?.ImageVersionNumber;
  const unlisting: PublishStep = {
    ...common(`take from ${who}`),
    do: 'unlist',
    ...entry,
    ...(version !== undefined && { version }),
    asRead: listingFingerprint([{ ImageName: imageName, AppImageConfigName: entry.appImageConfigName }], entry),
    takeBack: gone,
  };
  return {
    step: {
      ...common(`list in ${who}`, needs),
      do: 'list',
      ...entry,
      beside: images.filter((one) => one !== own).flatMap(({ ImageName }) => ImageName ?? []),
      asRead: listingFingerprint(images, entry),
      takeBack: back(unlisting),
    },
  };
}

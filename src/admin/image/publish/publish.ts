import type { SageMaker } from '../../../aws/client';
import { ecrRegion } from '../../../aws/ecr';
import type { EcrRepository } from '../../../aws/ecr-repository';
import type { AppImageConfig } from '../verify/app-image-config';
import type { ImageAppType } from '../verify/app-type';
import type { RegistryCredentials } from '../registry/client';
import { appImageConfigStep } from './app-image-config-step';
import { attachmentStep } from './attachment-step';
import type { ImagesHolder } from './image-list';
import { imageStep } from './image-step';
import { imageVersionStep } from './image-version-step';
import { pushStep } from './push-step';
import { repositoryStep } from './repository-step';
import { ensure, forecast, type Step } from './step';
import { Undo } from './undo';
import { goOn, type Patience, type Wait, wait } from './wait';

/** What is to be there in the end: an image in a registry, as a version that people can choose. */
export interface Publication {
  imageName: string;
  /** The role that SageMaker reads ECR with; only needed to make an image that is not there yet. */
  roleArn?: string;
  registry: string;
  repository: string;
  /** `sha256:…` of the manifest. */
  digest: string;
  /** The layout to push from; absent for an image that is in the registry already. */
  layout?: string;
  /** Makes CreateImageVersion idempotent, 1..36 characters. */
  clientToken: string;
  appType: ImageAppType;
  appImageConfig: AppImageConfig;
  /** Whose settings shall list it. */
  holders: ImagesHolder[];
}

/** What publishing works with. */
export interface Means {
  sagemaker: SageMaker;
  credentials: RegistryCredentials;
  patience: Patience;
  tell(line: string): void;
  /** Aborted when the user asks to end. */
  ending: AbortSignal;
}

/** The URI that a SageMaker image version is made of: by digest, so that it never changes. */
export const baseImageOf = ({ registry, repository, digest }: Publication) => `${registry}/${repository}@${digest}`;

/**
 * Pushes, makes image, version and AppImageConfig and lists them in the settings. Where a step fails or the user ends it,
 * all that was made before is taken back and the failure goes on; running it again with the same image finds what is
 * there and changes nothing. Resolves with the version's number.
 */
export async function publish(means: Means, publication: Publication): Promise<number> {
  const { before, version, after } = steps(means, publication);
  const undo = new Undo();
  const carryOut = <T>(step: Step<T>) => {
    goOn(means.ending);
    return ensure(step, undo, means.tell);
  };
  try {
    for (const step of before) await carryOut(step);
    const number = await carryOut(version);
    for (const step of after) await carryOut(step);
    return number;
  } catch (error) {
    await undo.all(means.tell);
    throw error;
  }
}

/** What `publish` would do, a line a step. Changes nothing. Of an image that is not built yet the digest is not known. */
export async function forecastPublish(
  means: Means,
  publication: Omit<Publication, 'digest'> & { digest?: string },
): Promise<string[]> {
  const { digest = '' } = publication;
  const { before, version, after } = steps(means, { ...publication, digest });
  const lines: string[] = [];
  for (const step of before) lines.push(await forecast(step));
  lines.push(digest === '' ? 'to do: push the image and make a version of it, if it differs' : await forecast(version));
  for (const step of after) lines.push(await forecast(step));
  return lines;
}

function steps(
  { sagemaker, credentials, patience, tell, ending }: Means,
  publication: Publication,
): { before: Step[]; version: Step<number>; after: Step[] } {
  const { imageName, roleArn, registry, repository, digest, layout, clientToken, appType, appImageConfig } =
    publication;
  const waitOn: Wait = (subject, look) => wait(subject, patience, tell, look);
  const waitHere: Wait = (subject, look) => wait(subject, patience, tell, look, ending);
  const before: Step[] = [];
  const ecr = ecrRepository(registry, repository);
  if (layout !== undefined) {
    if (ecr) before.push(repositoryStep(ecr));
    const target = { registry, repository };
    before.push(pushStep({ layout, digest, target, credentials, ...(ecr && { ecr }) }, tell));
  }
  before.push(imageStep(sagemaker, imageName, roleArn, waitHere));
  const wanted = { imageName, baseImage: baseImageOf(publication), clientToken };
  const attachment = { imageName, appImageConfigName: appImageConfig.AppImageConfigName, appType };
  return {
    before,
    version: imageVersionStep(sagemaker, wanted, waitHere, waitOn),
    after: [
      appImageConfigStep(sagemaker, appImageConfig, appType),
      ...publication.holders.map((holder) => attachmentStep(sagemaker, attachment, holder)),
    ],
  };
}

function ecrRepository(registry: string, repositoryName: string): EcrRepository | undefined {
  const region = ecrRegion(registry);
  return region === undefined ? undefined : { region, registryId: registry.slice(0, 12), repositoryName };
}

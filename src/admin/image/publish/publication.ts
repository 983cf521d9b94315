import { ecrRegion } from '../../../aws/ecr';
import type { EcrRepository } from '../../../aws/ecr-repository';
import type { AppImageConfig } from '../verify/app-image-config';
import type { ImageAppType } from '../verify/app-type';
import type { ImagesHolder } from './image-list';

/** What is to be there in the end: an image in a registry, as a version that people can choose. */
export interface Publication {
  imageName: string;
  /** The role that SageMaker reads ECR with; only needed to make an image that is not there yet. */
  roleArn?: string;
  registry: string;
  repository: string;
  /** `sha256:…` of the manifest; absent for an image that is not built yet. */
  digest?: string;
  /** The layout to push from; absent for an image that is in the registry already. */
  layout?: string;
  appType: ImageAppType;
  appImageConfig: AppImageConfig;
  /** Whose settings shall list it. */
  holders: ImagesHolder[];
}

/** The URI that a SageMaker image version is made of: by digest, so that it never changes. */
export const baseImageOf = ({ registry, repository }: Publication, digest: string) =>
  `${registry}/${repository}@${digest}`;

/** A tag that names the content, so that no push ever moves a tag that somebody uses. */
export const tagOf = (digest: string) => `studiolo-${digest.split(':')[1]?.slice(0, 12)}`;

/** The repository, where it is one of ECR's. */
export function ecrRepositoryOf(registry: string, repositoryName: string): EcrRepository | undefined {
  const region = ecrRegion(registry);
  return region === undefined ? undefined : { region, registryId: registry.slice(0, 12), repositoryName };
}

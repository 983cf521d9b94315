import { ecrAuthorization } from '../../aws/ecr';
import { AwsError } from '../../aws/errors';
import { defaultLimits } from '../../admin/image/reading/limits';
import { pullBase } from '../../admin/image/registry/pull-base';
import { pullImage } from '../../admin/image/registry/pull';
import type { RegistryReference } from '../../admin/image/registry/pull';
import { defaultTimes } from '../../admin/image/registry/times';
import { ImageAppType } from '../../admin/image/verify/app-type';
import { Unreachable } from '../../admin/image/unreadable';
import { awsText } from '../failure';

/** The app types that an option can name. */
export const appTypes: ImageAppType[] = [...ImageAppType.options];

/** Reads an image from a registry, with ECR's credentials where it is ECR's. */
export const fromRegistry = (reference: RegistryReference) => pullImage(reference, readingAuthorization, defaultLimits);

/** The same, no longer than until `ending`. */
export const fromRegistryUntil = (ending: AbortSignal) => (reference: RegistryReference) =>
  pullImage(reference, readingAuthorization, defaultLimits, { ...defaultTimes, ending });

/** Reads what a Dockerfile must know of its base in a registry. */
export const baseInRegistry = (reference: RegistryReference) =>
  pullBase(reference, readingAuthorization, defaultLimits);

/** ECR's credentials; what AWS does not give them for cannot be read. */
const readingAuthorization = (registry: string) =>
  ecrAuthorization(registry).catch((error: unknown) => {
    if (!(error instanceof AwsError)) throw error;
    const action = error.failure.kind === 'permission' ? error.failure.action : undefined;
    throw new Unreachable(registry, awsText(error), 'give credentials that may read it', action);
  });

import { randomUUID } from 'node:crypto';
import { ecrAuthorization } from '../../aws/ecr';
import { AwsError } from '../../aws/errors';
import { defaultLimits } from '../../admin/image/reading/limits';
import { pullBase } from '../../admin/image/registry/pull-base';
import { pullImage } from '../../admin/image/registry/pull';
import type { RegistryReference } from '../../admin/image/registry/pull';
import type { Patience } from '../../admin/image/publish/wait';
import { ImageAppType } from '../../admin/image/verify/app-type';
import { Unreachable } from '../../admin/image/unreadable';
import { UsageError } from '../host';
import { awsText } from '../failure';

/** The app type that an option names. */
export function appTypeOf(text: string): ImageAppType {
  const parsed = ImageAppType.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new UsageError(`--app-type takes one of ${ImageAppType.options.join(', ')}, not ${JSON.stringify(text)}`);
}

/** Reads an image from a registry, with ECR's credentials where it is ECR's. */
export const fromRegistry = (reference: RegistryReference) => pullImage(reference, readingAuthorization, defaultLimits);

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

/** Images and their versions take seconds to minutes; ten minutes is what others allow for (fact sheet, section 4). */
export const patience: Patience = {
  firstPause: 250,
  mostPause: 5_000,
  total: 600_000,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

export const clientToken = () => randomUUID();

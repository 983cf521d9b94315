import { AwsError } from '../../aws/errors';
import { SpaceAddress } from '../../protocol/launch';
import { Refusal } from '../refusal';
import type { Studio } from '../studio';
import { knownPerson } from './known-person';
import { requireOwn } from './space-options';
import { say } from '../../protocol/message';

/**
 * Where a space's app opens: by a presigned URL where the role and the domain allow one, else by the address that
 * DescribeSpace tells. The presigned URL lets its holder in: it is answered, and nothing else is done with it. Rejects
 * with a `Refusal` or `AwsError`.
 */
export async function openSpace(studio: Studio, spaceName: string, until: number): Promise<SpaceAddress> {
  const userProfileName = await knownPerson(studio, until);
  await requireOwn(studio, spaceName, until);
  const { metadata } = studio;
  const { describeSpace, presignedSpaceUrl } = await import('../../aws/studio-api');
  const sagemaker = await studio.sagemaker();
  try {
    const url = await presignedSpaceUrl(sagemaker, metadata.domainId, userProfileName, spaceName);
    return address(spaceName, url, 'presigned');
  } catch (error) {
    // Not allowed, or a domain that signs in by SSO: the space's own address is left.
    const kind = error instanceof AwsError ? error.failure.kind : undefined;
    if (kind !== 'permission' && kind !== 'conflict') throw error;
  }
  return address(spaceName, (await describeSpace(sagemaker, metadata.domainId, spaceName)).url, 'studio');
}

/** What is opened in a browser is a page, whatever AWS or anything in between says. */
function address(spaceName: string, url: string | undefined, by: SpaceAddress['by']): SpaceAddress {
  const parsed = SpaceAddress.safeParse({ url, by });
  if (parsed.success) return parsed.data;
  throw new Refusal(502, 'failed', {
    code: 'failed',
    message: say('no-address', { spaceName }),
    remedy: say('open-from-studio'),
  });
}

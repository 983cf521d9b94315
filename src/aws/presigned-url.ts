import { CreatePresignedDomainUrlCommand } from '@aws-sdk/client-sagemaker';
import type { SageMaker } from './client';
import { AwsError } from './errors';

/**
 * CreatePresignedDomainUrl: lets its holder into a space as this user, once and for five minutes unless AWS says
 * otherwise; only for domains that sign in by IAM. Rejects with `AwsError`.
 */
export async function presignedSpaceUrl(
  sagemaker: SageMaker,
  domainId: string,
  userProfileName: string,
  spaceName: string,
): Promise<string> {
  const operation = 'CreatePresignedDomainUrl';
  const { AuthorizedUrl } = await sagemaker.ask(
    new CreatePresignedDomainUrlCommand({
      DomainId: domainId,
      UserProfileName: userProfileName,
      SpaceName: spaceName,
    }),
  );
  if (AuthorizedUrl) return AuthorizedUrl;
  throw new AwsError({ kind: 'failed', operation, message: 'the answer holds no URL' });
}

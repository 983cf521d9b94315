import { ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { AwsError, failureOf } from './errors';

const address = /^(\d{12})\.dkr\.ecr(-fips)?\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/;

/** The region of a private registry of ECR; nothing for any other registry. */
export const ecrRegion = (registry: string): string | undefined => address.exec(registry)?.[3];

/** A connection to ECR in `region`. Credentials and `AWS_ENDPOINT_URL_ECR` are found by the SDK's own rules. */
export const connectEcr = (region: string) => new ECRClient({ region, maxAttempts: 2 });

/**
 * `Authorization` for a private registry of ECR, from GetAuthorizationToken; nothing for any other registry. The token
 * holds for twelve hours and is kept in memory only. Rejects with `AwsError`.
 */
export async function ecrAuthorization(registry: string): Promise<string | undefined> {
  const region = ecrRegion(registry);
  if (region === undefined) return undefined;
  const client = connectEcr(region);
  try {
    const answer = await client.send(new GetAuthorizationTokenCommand({}));
    const token = answer.authorizationData?.[0]?.authorizationToken;
    return token && `Basic ${token}`;
  } catch (error) {
    throw new AwsError(failureOf(error, 'GetAuthorizationToken', 'ecr'));
  } finally {
    client.destroy();
  }
}

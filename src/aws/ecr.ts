import { ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { AwsError, failureOf } from './errors';

const address = /^(\d{12})\.dkr\.ecr(-fips)?\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/;

/**
 * `Authorization` for a private registry of ECR, from GetAuthorizationToken; nothing for any other registry. The token
 * holds for twelve hours and is kept in memory only. Rejects with `AwsError`.
 */
export async function ecrAuthorization(registry: string): Promise<string | undefined> {
  const region = address.exec(registry)?.[3];
  if (region === undefined) return undefined;
  const client = new ECRClient({ region, maxAttempts: 2 });
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

import {
  ECRClient,
  GetAuthorizationTokenCommand,
  type ECRClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-ecr';
import { clientSettings, thorough } from './patience';
import { service, type Service } from './service';

const address = /^(\d{12})\.dkr\.ecr(-fips)?\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/;

/** The region of a private registry of ECR; nothing for any other registry. */
export const ecrRegion = (registry: string): string | undefined => address.exec(registry)?.[3];

/** ECR, as everything of ours asks it. */
export type Ecr = Service<ServiceInputTypes, ServiceOutputTypes, ECRClientResolvedConfig>;

/** A connection to ECR in `region`. Credentials and `AWS_ENDPOINT_URL_ECR` are found by the SDK's own rules. */
export const connectEcr = (region: string): Ecr =>
  service(new ECRClient({ region, ...clientSettings(thorough) }), { name: 'ecr', patience: thorough });

/**
 * `Authorization` for a private registry of ECR, from GetAuthorizationToken; nothing for any other registry. The token
 * holds for twelve hours and is kept in memory only. It is not waited for after `ending`. Rejects with `AwsError`.
 */
export async function ecrAuthorization(registry: string, ending?: AbortSignal): Promise<string | undefined> {
  const region = ecrRegion(registry);
  if (region === undefined) return undefined;
  const ecr = connectEcr(region);
  try {
    const asked = ending ? ecr.until(ending) : ecr;
    const { authorizationData } = await asked.ask(new GetAuthorizationTokenCommand({}));
    const token = authorizationData?.[0]?.authorizationToken;
    return token && `Basic ${token}`;
  } finally {
    ecr.close();
  }
}

import {
  GetKeyPolicyCommand,
  KMSClient,
  type KMSClientResolvedConfig,
  ListAliasesCommand,
  ListKeysCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-kms';
import { absent } from './image';
import { readPages } from './page';
import { clientSettings, thorough } from './patience';
import { service, type Service } from './service';

/** KMS, as everything of ours asks it. */
export type Kms = Service<ServiceInputTypes, ServiceOutputTypes, KMSClientResolvedConfig>;

/** A connection in `region`. Credentials and `AWS_ENDPOINT_URL_KMS` are found by the SDK's own rules. */
export const connectKms = (region: string): Kms =>
  service(new KMSClient({ region, ...clientSettings(thorough) }), { name: 'kms', patience: thorough });

/**
 * ListKeys and ListAliases: the ARNs of the account's own keys in the region. AWS's are left out: their aliases begin with
 * `alias/aws/`, and nobody can change their policies. Rejects with `AwsError`.
 */
export async function ownKeys(kms: Kms): Promise<string[]> {
  const { items: ofAws } = await readPages(async (Marker) => {
    const answer = await kms.ask(new ListAliasesCommand({ Limit: 100, ...(Marker && { Marker }) }));
    const ids = (answer.Aliases ?? []).flatMap(({ AliasName = '', TargetKeyId }) =>
      AliasName.startsWith('alias/aws/') && TargetKeyId ? [TargetKeyId] : [],
    );
    return { items: ids, ...(answer.Truncated && answer.NextMarker && { nextToken: answer.NextMarker }) };
  });
  const { items } = await readPages(async (Marker) => {
    const answer = await kms.ask(new ListKeysCommand({ Limit: 1000, ...(Marker && { Marker }) }));
    const arns = (answer.Keys ?? []).flatMap(({ KeyId, KeyArn }) =>
      KeyId && KeyArn && !ofAws.includes(KeyId) ? [KeyArn] : [],
    );
    return { items: arns, ...(answer.Truncated && answer.NextMarker && { nextToken: answer.NextMarker }) };
  });
  return items;
}

/** GetKeyPolicy: its text; nothing where the key is not there any more. Rejects with `AwsError`. */
export async function keyPolicy(kms: Kms, KeyId: string): Promise<string | undefined> {
  return (await kms.ask(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' })).catch(absent))?.Policy;
}

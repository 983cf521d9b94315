import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { clientSettings, thorough } from './patience';
import { service } from './service';

/** The account of whoever asks, by STS GetCallerIdentity, which needs no permission. Rejects with `AwsError`. */
export async function callersAccount(region: string, ending: AbortSignal): Promise<string> {
  const client = new STSClient({ region, ...clientSettings(thorough) });
  const sts = service(client, { name: 'sts', patience: thorough }).until(ending);
  try {
    return (await sts.ask(new GetCallerIdentityCommand({}))).Account ?? '';
  } finally {
    sts.close();
  }
}

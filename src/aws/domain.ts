import { DescribeDomainCommand } from '@aws-sdk/client-sagemaker';
import { statedAppSettings, type StatedAppSettings } from './app-settings';
import type { SageMaker } from './client';

export interface Domain {
  domainId: string;
  /** Names partition, region and account, as the ARNs of the account's images do. */
  domainArn?: string;
  /** For private spaces: `DefaultUserSettings`. */
  privateSpaces: StatedAppSettings;
  /** For shared spaces: `DefaultSpaceSettings`, which has no Code Editor settings in the model. */
  sharedSpaces: StatedAppSettings;
}

/** DescribeDomain. Rejects with `AwsError`. */
export async function describeDomain(sagemaker: SageMaker, domainId: string): Promise<Domain> {
  const answer = await sagemaker.ask('DescribeDomain', (client) =>
    client.send(new DescribeDomainCommand({ DomainId: domainId })),
  );
  return {
    domainId,
    ...(answer.DomainArn && { domainArn: answer.DomainArn }),
    privateSpaces: statedAppSettings(answer.DefaultUserSettings),
    sharedSpaces: statedAppSettings(answer.DefaultSpaceSettings),
  };
}

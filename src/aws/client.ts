import {
  SageMakerClient,
  type SageMakerClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-sagemaker';
import { brief, clientSettings, type Patience } from './patience';
import { service, type Service } from './service';

/** SageMaker, as everything of ours asks it. */
export type SageMaker = Service<ServiceInputTypes, ServiceOutputTypes, SageMakerClientResolvedConfig>;

/**
 * A connection to SageMaker in `region`, as patient as a panel is with two attempts, or as is said. Credentials and
 * `AWS_ENDPOINT_URL_SAGEMAKER` are found by the SDK's own rules.
 */
export function connect(region: string, patience: Patience | 1 | 2 = 2): SageMaker {
  const wanted = typeof patience === 'number' ? brief(patience) : patience;
  return service(new SageMakerClient({ region, ...clientSettings(wanted) }), { name: 'sagemaker', patience: wanted });
}

/** A connection through a client of one's own. */
export const connection = (client: SageMakerClient): SageMaker =>
  service(client, { name: 'sagemaker', patience: brief(2) });

import {
  IAMClient,
  type IAMClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-iam';
import { clientSettings, thorough } from './patience';
import { service, type Service } from './service';

/** IAM, as everything of ours asks it. */
export type Iam = Service<ServiceInputTypes, ServiceOutputTypes, IAMClientResolvedConfig>;

/** A connection to IAM, by way of a region. Credentials and `AWS_ENDPOINT_URL_IAM` are found by the SDK's own rules. */
export const connectIam = (region: string): Iam =>
  service(new IAMClient({ region, ...clientSettings(thorough) }), { name: 'iam', patience: thorough });

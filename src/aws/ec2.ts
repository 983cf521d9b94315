import {
  EC2Client,
  type EC2ClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-ec2';
import { readPages } from './page';
import { clientSettings, thorough } from './patience';
import { service, type Service } from './service';

/** EC2, as everything of ours asks it. */
export type Ec2 = Service<ServiceInputTypes, ServiceOutputTypes, EC2ClientResolvedConfig>;

/** A connection to EC2 in `region`. Credentials and `AWS_ENDPOINT_URL_EC2` are found by the SDK's own rules. */
export const connectEc2 = (region: string, patience = thorough): Ec2 =>
  service(new EC2Client({ region, ...clientSettings(patience) }), { name: 'ec2', patience });

/** What a Describe operation is asked for page by page. */
export interface PageRequest {
  MaxResults: number;
  NextToken?: string;
}

/** All items of a Describe operation. Rejects with `AwsError`. */
export async function ec2Items<Output extends { NextToken?: string | undefined }, Item>(
  ask: (page: PageRequest) => Promise<Output>,
  itemsOf: (output: Output) => Item[] | undefined,
  pageSize = 1_000,
): Promise<Item[]> {
  const { items } = await readPages(async (nextToken) => {
    const output = await ask({ MaxResults: pageSize, ...(nextToken !== undefined && { NextToken: nextToken }) });
    return { items: itemsOf(output) ?? [], ...(output.NextToken && { nextToken: output.NextToken }) };
  });
  return items;
}

/** Only what is in a VPC. */
export const inVpc = (vpcId: string) => [{ Name: 'vpc-id', Values: [vpcId] }];

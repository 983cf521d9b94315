import { EC2Client } from '@aws-sdk/client-ec2';
import { answered } from './answered';
import { AwsError, failureOf } from './errors';
import { readPages } from './page';

/** A connection to EC2. Credentials and `AWS_ENDPOINT_URL_EC2` are found by the SDK's own rules. */
export interface Ec2 {
  /** Runs `call` for `operation` (its name in the API). Rejects with `AwsError`. */
  ask<Output>(operation: string, call: (client: EC2Client) => Promise<Output>): Promise<Output>;
  close(): void;
}

/** Milliseconds for a page, with all that it takes. */
const longest = 30_000;

/** A connection to EC2 in `region`. */
export function connectEc2(region: string): Ec2 {
  const client = new EC2Client({
    region,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
  });
  return {
    async ask(operation, call) {
      try {
        return await answered(operation, longest, call(client));
      } catch (error) {
        throw error instanceof AwsError ? error : new AwsError(failureOf(error, operation, 'ec2'));
      }
    },
    close: () => client.destroy(),
  };
}

/** What a Describe operation is asked for page by page. */
export interface PageRequest {
  MaxResults: number;
  NextToken?: string;
}

/** All items of a Describe operation. Rejects with `AwsError`. */
export async function ec2Items<Output extends { NextToken?: string | undefined }, Item>(
  ec2: Ec2,
  operation: string,
  call: (client: EC2Client, page: PageRequest) => Promise<Output>,
  itemsOf: (output: Output) => Item[] | undefined,
  pageSize = 1_000,
): Promise<Item[]> {
  const { items } = await readPages(async (nextToken) => {
    const page = { MaxResults: pageSize, ...(nextToken !== undefined && { NextToken: nextToken }) };
    const output = await ec2.ask(operation, (client) => call(client, page));
    return { items: itemsOf(output) ?? [], ...(output.NextToken && { nextToken: output.NextToken }) };
  });
  return items;
}

/** Only what is in a VPC. */
export const inVpc = (vpcId: string) => [{ Name: 'vpc-id', Values: [vpcId] }];

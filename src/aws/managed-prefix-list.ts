import { GetManagedPrefixListEntriesCommand } from '@aws-sdk/client-ec2';
import { type Ec2, ec2Items } from './ec2';

/** GetManagedPrefixListEntries: the ranges that a prefix list stands for. Rejects with `AwsError`. */
export async function prefixListCidrs(ec2: Ec2, prefixListId: string): Promise<string[]> {
  return ec2Items(
    (page) => ec2.ask(new GetManagedPrefixListEntriesCommand({ ...page, PrefixListId: prefixListId })),
    (output) => output.Entries?.flatMap(({ Cidr }) => Cidr ?? []),
    100,
  );
}

import { say, type Message } from '../../protocol/message';
import type { Currency } from '../../protocol/cost';
import { partitionOf as idOf } from '../partition';

/** A partition of AWS, as far as prices go: accounts and credentials of one are unknown in all others. */
export interface Partition {
  /** As ARNs name it: `aws-cn`. */
  id: string;
  /** For the reader: as AWS calls it, or in words. */
  name: string | Message;
  /** What it bills in, as far as is known without its Price List. */
  currency: Currency;
  /** The regions in which its Price List answers; none: it has no Price List. */
  priceListRegions: string[];
}

/*
 * Partitions, and where each one's Price List answers: botocore 1.44, `endpoints.json`, service `api.pricing`, which names
 * none for AWS GovCloud (US). The currency is the Price List's own; here is what holds until it has answered, and beside
 * which no amount stands.
 */
const partitions: Partition[] = [
  {
    id: 'aws-cn',
    name: say('china-regions'),
    currency: 'CNY',
    priceListRegions: ['cn-northwest-1'],
  },
  { id: 'aws-us-gov', name: 'AWS GovCloud (US)', currency: 'USD', priceListRegions: [] },
  { id: 'aws-iso', name: 'AWS ISO', currency: 'USD', priceListRegions: ['us-iso-east-1'] },
  { id: 'aws-iso-b', name: 'AWS ISOB', currency: 'USD', priceListRegions: ['us-isob-east-1'] },
  { id: 'aws-iso-e', name: 'AWS ISOE', currency: 'USD', priceListRegions: ['eu-isoe-west-1'] },
  { id: 'aws-iso-f', name: 'AWS ISOF', currency: 'USD', priceListRegions: ['us-isof-south-1'] },
  {
    id: 'aws-eusc',
    name: say('sovereign-cloud'),
    currency: 'EUR',
    priceListRegions: ['eusc-de-east-1'],
  },
];
const commercial: Partition = {
  id: 'aws',
  name: 'AWS',
  currency: 'USD',
  priceListRegions: ['us-east-1', 'eu-central-1', 'ap-south-1'],
};

/** The partition of a region. One that no rule knows is taken for the commercial one. */
export const partitionOf = (region: string): Partition =>
  partitions.find(({ id }) => id === idOf(region)) ?? commercial;

/** The region whose Price List is nearest; nothing where the partition has none. It tells the prices of every region. */
export function priceListRegion(region: string): string | undefined {
  const { id, priceListRegions } = partitionOf(region);
  if (id !== 'aws') return priceListRegions[0];
  if (/^(eu|af|me|il)-/.test(region)) return 'eu-central-1';
  return /^ap-south/.test(region) ? 'ap-south-1' : 'us-east-1';
}

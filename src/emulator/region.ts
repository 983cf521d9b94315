/** What the names of AWS's regions look like, e.g. `us-east-1` or `eusc-de-east-1`; which ones there are changes. */
export const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

/** How the names of partitions' regions begin [botocore, endpoints.json]. */
const partitions = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
] as const;

/** The partition of AWS that a region is in, which its ARNs begin with. */
export const partitionOf = (region: string) => partitions.find(([begins]) => region.startsWith(begins))?.[1] ?? 'aws';

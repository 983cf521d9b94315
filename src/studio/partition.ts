/** Partitions and their regions' names: botocore 1.44, `endpoints.json`. */
const partitions: readonly (readonly [string, RegExp])[] = [
  ['aws-cn', /^cn-/],
  ['aws-us-gov', /^us-gov-/],
  ['aws-iso', /^us-iso-/],
  ['aws-iso-b', /^us-isob-/],
  ['aws-iso-e', /^eu-isoe-/],
  ['aws-iso-f', /^us-isof-/],
  ['aws-eusc', /^eusc-/],
];

/** The partition of a region, with which its ARNs begin. One that no rule knows is taken for the commercial one. */
export const partitionOf = (region: string): string =>
  partitions.find(([, regions]) => regions.test(region))?.[0] ?? 'aws';

/** How far a number can be trusted. */
export type Evidence = 'AWS documentation' | 'whitepaper' | 'inferred';

/** How many addresses one of something takes, and who says so. */
export interface PerUnit {
  addresses: number;
  evidence: Evidence;
  /** The source in a sentence. */
  source: string;
}

/** AWS keeps the first four addresses of a subnet and the last (VPC user guide, subnet sizing). */
export const reservedBySubnet = 5;

const oneInterfaceAnInstance =
  'one network interface for each running instance (AWS administration workshop); a space has one app, on one instance';

/** What takes addresses. */
export const perUnit = {
  mountTarget: {
    addresses: 1,
    evidence: 'AWS documentation',
    source: 'EFS makes one mount target in each zone, with one address',
  },
  endpoint: {
    addresses: 1,
    evidence: 'AWS documentation',
    source: 'an interface endpoint has one network interface in each of its subnets; a gateway endpoint has none',
  },
  app: { addresses: 1, evidence: 'inferred', source: oneInterfaceAnInstance },
  classicServer: {
    addresses: 1,
    evidence: 'whitepaper',
    source: 'one JupyterServer app for each user of Studio Classic',
  },
  classicKernels: {
    addresses: 1,
    evidence: 'whitepaper',
    source: 'kernels of Studio Classic share an instance of each type that a user uses',
  },
  job: {
    addresses: 2,
    evidence: 'whitepaper',
    source: 'two addresses for each instance of a job; a workshop of AWS says two in each subnet',
  },
  jobWithEfa: {
    addresses: 5,
    evidence: 'AWS documentation',
    source: 'five addresses for each instance with an Elastic Fabric Adapter',
  },
} as const satisfies Record<string, PerUnit>;

/** What AWS advises for each user, whoever runs what (AWS documentation, Studio in a VPC). */
export const advisedPerUser = { least: 2, most: 4 } as const;

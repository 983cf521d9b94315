/** How far a number can be trusted. */
export type Evidence = 'AWS documentation' | 'whitepaper' | 'inferred';

/** How many addresses one of something takes, and who says so. */
export interface PerUnit {
  addresses: number;
  standing: Evidence;
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
    standing: 'AWS documentation',
    source: 'EFS makes one mount target in each zone, with one address',
  },
  endpoint: {
    addresses: 1,
    standing: 'AWS documentation',
    source: 'an interface endpoint has one network interface in each of its subnets; a gateway endpoint has none',
  },
  app: { addresses: 1, standing: 'inferred', source: oneInterfaceAnInstance },
  classicServer: {
    addresses: 1,
    standing: 'whitepaper',
    source: 'one JupyterServer app for each user of Studio Classic',
  },
  classicKernels: {
    addresses: 1,
    standing: 'whitepaper',
    source: 'kernels of Studio Classic share an instance of each type that a user uses',
  },
  job: {
    addresses: 2,
    standing: 'whitepaper',
    source: 'two addresses for each instance of a job; a workshop of AWS says two in each subnet',
  },
  jobWithEfa: {
    addresses: 5,
    standing: 'AWS documentation',
    source: 'five addresses for each instance with an Elastic Fabric Adapter',
  },
} as const satisfies Record<string, PerUnit>;

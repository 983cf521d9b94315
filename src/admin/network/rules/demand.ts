/** What a domain runs at its busiest moment, and what it runs on. */
export interface Demand {
  /** Apps that run at once in today's Studio, in all. */
  apps: number;
  /** The same people in Studio Classic: their JupyterServer apps, and the instances that their kernels run on. */
  classic: { servers: number; kernelInstances: number };
  /** Instances of jobs that run at once, in all. */
  trainingInstances: number;
  processingInstances: number;
  /** Whether training runs on instances with an Elastic Fabric Adapter. */
  network: 'ordinary' | 'efa';
  /** Interface endpoints, each in every zone. */
  endpoints: number;
  /** File systems of EFS, each with a mount target in every zone: the domain's own, and custom ones. */
  fileSystems: number;
  /** Zones, with one subnet in each. */
  zones: number;
  /** Percent, a whole number, by which apps and jobs will grow. */
  growth: number;
}

/** What each user runs at once. */
export interface PerUser {
  apps: number;
  /** Instance types that the user's kernels use in Studio Classic. */
  instanceTypes: number;
  /** Instances of the user's jobs. */
  training: number;
  processing: number;
}

/** The demand of so many users. */
export function demandOf(
  users: number,
  each: PerUser,
  rest: Pick<Demand, 'network' | 'endpoints' | 'fileSystems' | 'zones' | 'growth'>,
): Demand {
  return {
    apps: users * each.apps,
    classic: { servers: users, kernelInstances: users * each.instanceTypes },
    trainingInstances: users * each.training,
    processingInstances: users * each.processing,
    ...rest,
  };
}

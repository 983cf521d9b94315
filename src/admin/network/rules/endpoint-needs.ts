/** What a domain may do that needs more endpoints than every domain does. */
export const uses = [
  'custom-images',
  'projects',
  'feature-store',
  'monitoring',
  'efs',
  'glue',
  'athena',
  'emr',
  'kms',
  'ssm',
  'private-urls',
] as const;
export type Use = (typeof uses)[number];

/** A service that apps without a way to the internet reach by an endpoint of the VPC. */
export interface EndpointNeed {
  /** Its name after `com.amazonaws.REGION.`; Studio's own is `aws.sagemaker.REGION.studio`. */
  service: string;
  type: 'Interface' | 'Gateway';
  /** Absent: always. */
  use?: Use;
  /** Whether AWS says so, or it follows from what the service does. */
  standing: 'AWS documentation' | 'inferred';
  /** What fails without it. */
  without: string;
}

const need = (service: string, without: string, more: Partial<EndpointNeed> = {}): EndpointNeed => ({
  service,
  type: 'Interface',
  standing: more.use === undefined ? 'AWS documentation' : 'inferred',
  without,
  ...more,
});

/** The services that Studio needs in a VPC: always, and by what the domain uses. */
export const endpointNeeds: readonly EndpointNeed[] = [
  need('sagemaker.api', 'apps do not start: "SageMaker studio is unable to reach SageMaker Endpoint"'),
  need('sagemaker.runtime', 'notebooks cannot call endpoints for inference'),
  need('s3', 'notebooks and jobs cannot read or write data', { type: 'Gateway' }),
  need('sts', 'notebooks cannot tell who they are or assume roles'),
  need('logs', 'apps and jobs cannot write their logs'),
  need('ecr.api', 'custom images cannot be pulled', { use: 'custom-images' }),
  need('ecr.dkr', 'custom images cannot be pulled', { use: 'custom-images' }),
  need('servicecatalog', 'projects cannot be created', { use: 'projects', standing: 'AWS documentation' }),
  need('sagemaker.featurestore-runtime', 'the online feature store cannot be read', {
    use: 'feature-store',
    standing: 'AWS documentation',
  }),
  need('monitoring', 'notebooks cannot read or write metrics', { use: 'monitoring' }),
  // The fact sheet has `efs`; the service's name in endpoints is that of its API.
  need('elasticfilesystem', 'notebooks cannot ask about file systems', { use: 'efs' }),
  need('glue', 'Glue sessions and catalogues cannot be used', { use: 'glue' }),
  need('athena', 'Athena cannot be queried', { use: 'athena' }),
  need('elasticmapreduce', 'EMR clusters cannot be found', { use: 'emr' }),
  need('kms', 'notebooks cannot encrypt or decrypt by themselves', { use: 'kms' }),
  need('ssm', 'parameters cannot be read', { use: 'ssm' }),
  need('studio', 'Studio cannot be opened by private addresses', {
    use: 'private-urls',
    standing: 'AWS documentation',
  }),
];

/** What a domain with these uses needs. */
export const needsOf = (used: ReadonlySet<Use>): EndpointNeed[] =>
  endpointNeeds.filter(({ use }) => use === undefined || used.has(use));

/** A need's whole name in a region. */
export const serviceName = ({ service }: EndpointNeed, region: string): string =>
  service === 'studio' ? `aws.sagemaker.${region}.studio` : `com.amazonaws.${region}.${service}`;

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
  evidence: 'AWS documentation' | 'inferred';
  /** What fails without it. */
  without: string;
}

const need = (service: string, without: string, more: Partial<EndpointNeed> = {}): EndpointNeed => ({
  service,
  type: 'Interface',
  evidence: more.use === undefined ? 'AWS documentation' : 'inferred',
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
  need('servicecatalog', 'projects cannot be created', { use: 'projects', evidence: 'AWS documentation' }),
  need('sagemaker.featurestore-runtime', 'the online feature store cannot be read', {
    use: 'feature-store',
    evidence: 'AWS documentation',
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
    evidence: 'AWS documentation',
  }),
];

/** What a domain with these uses needs. */
export const needsOf = (used: ReadonlySet<Use>): EndpointNeed[] =>
  endpointNeeds.filter(({ use }) => use === undefined || used.has(use));

/** A need's whole name in a region. */
export const serviceName = (need: EndpointNeed, region: string): string =>
  `${prefixOf(need, region)}.${nameAfter(need, region)}`;

/** A need's name in the region of whoever reads it, as CloudFormation's `Fn::Sub` takes it; `region` tells the partition alone. */
export const serviceNameInStack = (need: EndpointNeed, region = ''): string =>
  `${prefixOf(need, region)}.${nameAfter(need, '${AWS::Region}')}`;

/** Whether an endpoint's service is the needed one, whichever words its partition puts first. */
export const serves = (service: string, need: EndpointNeed, region: string): boolean =>
  service === serviceName(need, region) || service.endsWith(`.amazonaws.${nameAfter(need, region)}`);

const nameAfter = ({ service }: EndpointNeed, region: string) => `${region}.${service}`;

function prefixOf({ service, type }: EndpointNeed, region: string): string {
  if (service === 'studio') return 'aws.sagemaker';
  return inChina(region) && type === 'Interface' && apartInChina.includes(service)
    ? 'cn.com.amazonaws'
    : 'com.amazonaws';
}

/** Services whose interface endpoints have names of their own in China (DescribeVpcEndpointServices in cn-north-1). */
const apartInChina = [
  'sagemaker.api',
  'sagemaker.runtime',
  'sagemaker.featurestore-runtime',
  'sts',
  'ecr.api',
  'ecr.dkr',
  'servicecatalog',
  'monitoring',
  'elasticfilesystem',
  'athena',
];

/** Whether a region is one of AWS China, whose names end otherwise. */
export const inChina = (region: string): boolean => region.startsWith('cn-');

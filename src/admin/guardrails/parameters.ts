import { z } from 'zod';
import { partitionOf } from '../../studio/partition';
import { arnOf, bucketPattern, digits, instanceType, kmsKey, like, list, role, tag, word } from './parameter-forms';

/** What an administrator says once, and every guardrail that needs it takes. */
interface Parameter<T> {
  schema: z.ZodType<T>;
  /** What it is, for people. */
  says: string;
  /** What is taken where nothing is said; absent: it has to be said. */
  otherwise?: T;
  /** A value of a company, on the page and in the tables of requests. */
  example: (at: Surroundings) => T;
}
/** Where the guarded account is. */
interface Surroundings {
  partition: string;
  region: string;
  account: string;
}

const parameter = <T>(one: Parameter<T>) => one;
const texts = (each: z.ZodType<string>, says: string, example: (at: Surroundings) => string[], otherwise?: string[]) =>
  parameter<string[]>({ schema: list(each), says, example, ...(otherwise && { otherwise }) });

/** Every parameter by its name. */
export const parameters = {
  region: parameter({
    schema: like(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'a region, such as eu-west-1'),
    says: 'the region of the Studio; it tells the partition too',
    example: ({ region }) => region,
  }),
  account: parameter({ schema: digits, says: 'the account of the Studio', example: ({ account }) => account }),
  adminRoles: texts(role, 'roles of those who administer Studio', ({ partition, account }) => [
    `arn:${partition}:iam::${account}:role/StudioAdmin`,
  ]),
  tagKey: parameter({ schema: tag, says: 'the tag that names an owner', otherwise: 'owner', example: () => 'owner' }),
  teamTagKey: parameter({ schema: tag, says: 'the tag that names a team', otherwise: 'team', example: () => 'team' }),
  domains: texts(like(/^d-[a-z0-9]{1,61}$/, 'the id of a domain, such as d-acme'), 'domains of the team', () => [
    'd-acme',
  ]),
  instanceTypes: texts(instanceType, 'instance types that apps may run on', () => [
    'system',
    'ml.t3.*',
    'ml.g5.xlarge',
  ]),
  jobInstanceTypes: texts(instanceType, 'instance types that jobs may run on', () => ['ml.m5.*', 'ml.g5.xlarge']),
  exemptInstanceTypes: texts(
    instanceType,
    'instance types with local NVMe storage, which take no volume key',
    () => ['ml.g4dn.*', 'ml.g5.*', 'ml.p4d.*'],
    ['ml.g4dn.*', 'ml.g5.*', 'ml.p4d.*'],
  ),
  subnets: texts(like(/^subnet-[a-z0-9]+$/, 'a subnet, such as subnet-0acme1'), 'approved subnets', () => [
    'subnet-0acme1',
    'subnet-0acme2',
  ]),
  securityGroups: texts(
    like(/^sg-[a-z0-9]+$/, 'a security group, such as sg-0acme'),
    'approved security groups',
    () => ['sg-0acme'],
  ),
  images: texts(
    arnOf(String.raw`sagemaker:[a-z0-9-]+:\d{12}:image/[\w.*-]+`, "an image's ARN or a pattern, with its account"),
    "approved images, AWS's own among them",
    ({ partition, region, account }) => [
      `arn:${partition}:sagemaker:${region}:${account}:image/acme-lab`,
      `arn:${partition}:sagemaker:${region}:885854791233:image/sagemaker-distribution-cpu`,
    ],
  ),
  imageVersions: texts(
    arnOf(String.raw`sagemaker:[a-z0-9-]+:\d{12}:image-version/[\w.*-]+/[\d*]+`, "a version's ARN or a pattern"),
    'approved versions of images',
    ({ partition, region, account }) => [`arn:${partition}:sagemaker:${region}:${account}:image-version/acme-lab/*`],
  ),
  scripts: texts(
    arnOf(String.raw`sagemaker:[a-z0-9-]+:\d{12}:studio-lifecycle-config/[\w.-]+`, 'the ARN of a lifecycle config'),
    'approved lifecycle configs',
    ({ partition, region, account }) => [
      `arn:${partition}:sagemaker:${region}:${account}:studio-lifecycle-config/acme-start`,
    ],
  ),
  scriptedAppTypes: texts(
    like(/^[A-Za-z]+$/, 'an app type, such as JupyterLab'),
    'app types that need a lifecycle config',
    () => ['JupyterLab', 'CodeEditor'],
    ['JupyterLab', 'CodeEditor'],
  ),
  appTypes: texts(
    like(/^[A-Za-z]+$/, 'an app type, such as JupyterLab'),
    'app types that may be started',
    () => ['JupyterLab', 'CodeEditor'],
    ['JupyterLab', 'CodeEditor'],
  ),
  passableRoles: texts(role, 'roles that may be passed on', ({ partition, account }) => [
    `arn:${partition}:iam::${account}:role/StudioExecutionRole`,
  ]),
  passedToServices: texts(
    like(/^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/, 'a service, such as sagemaker.amazonaws.com'),
    'services that roles may be passed to',
    () => ['sagemaker.amazonaws.com'],
    ['sagemaker.amazonaws.com'],
  ),
  cidrs: texts(
    z.union([z.cidrv4(), z.cidrv6()], { error: 'takes a range, such as 203.0.113.0/24' }),
    'public ranges of the company',
    () => ['203.0.113.0/24'],
  ),
  endpoints: texts(
    like(/^vpce-[a-z0-9]+$/, 'a VPC endpoint, such as vpce-0acme'),
    "the company's VPC endpoints",
    () => ['vpce-0acme'],
  ),
  organization: parameter({
    schema: like(/^o-[a-z0-9]{10,32}$/, 'an organization, such as o-acme123456'),
    says: 'the organization',
    example: () => 'o-acme123456',
  }),
  trustedAccounts: texts(digits, "accounts whose resources may be used, the Studio's own among them", ({ account }) => [
    account,
  ]),
  awsBuckets: texts(
    bucketPattern,
    'buckets of AWS that are used all the same (layers of images, JumpStart)',
    () => ['prod-*-starport-layer-bucket', 'jumpstart-cache-prod-*'],
    ['prod-*-starport-layer-bucket', 'jumpstart-cache-prod-*'],
  ),
  buckets: texts(bucketPattern, 'buckets with data', () => ['acme-ml-data']),
  isolateJobs: parameter({
    schema: z.boolean({ error: 'takes true or false' }),
    says: 'whether jobs must have network isolation, which blocks calls to S3 inside the container',
    otherwise: false,
    example: () => true,
  }),
  encryptJobTraffic: parameter({
    schema: z.boolean({ error: 'takes true or false' }),
    says: 'whether traffic between the containers of a job must be encrypted',
    otherwise: false,
    example: () => true,
  }),
  keys: texts(kmsKey, 'approved KMS keys', ({ partition, region, account }) => [
    `arn:${partition}:kms:${region}:${account}:key/1111aaaa-22bb-33cc-44dd-555566667777`,
  ]),
  bindJobOwner: parameter({
    schema: z.boolean({ error: 'takes true or false' }),
    says: "whether a job's owner must be the caller",
    otherwise: true,
    example: () => true,
  }),
  maxRuntimeSeconds: parameter({
    schema: z.int({ error: 'takes a whole number of seconds' }).min(1).max(2_419_200),
    says: 'the longest that a job may run, in seconds',
    otherwise: 86_400,
    example: () => 86_400,
  }),
  warmPools: parameter({
    schema: z.boolean({ error: 'takes true or false' }),
    says: 'whether instances may be kept warm after a job',
    otherwise: false,
    example: () => false,
  }),
  logPrefix: parameter({
    schema: like(/^\/[\w./#-]+\/$/, 'a prefix of log groups that begins and ends with /, such as /aws/sagemaker/'),
    says: 'what names of log groups begin with',
    otherwise: '/aws/sagemaker/',
    example: () => '/aws/sagemaker/',
  }),
  namespaces: texts(
    word('a namespace of metrics or a pattern').or(like(/^[\w./*-]+$/, 'a namespace of metrics or a pattern')),
    'namespaces of metrics that may be written',
    () => ['/aws/sagemaker/*', 'aws/sagemaker/*'],
    ['/aws/sagemaker/*', 'aws/sagemaker/*'],
  ),
  alarmPrefix: parameter({
    schema: like(/^[\w.-]+$/, 'a prefix of letters, digits, . _ and -'),
    says: 'what names of alarms begin with',
    otherwise: 'studio-',
    example: () => 'studio-',
  }),
  topics: texts(like(/^[\w*-]+$/, 'the name of a topic or a pattern'), 'SNS topics that may be written to', () => [
    'studio-*',
  ]),
  executionRoles: texts(role, "Studio's execution roles", ({ partition, account }) => [
    `arn:${partition}:iam::${account}:role/StudioExecutionRole`,
  ]),
  databases: texts(like(/^[\w*-]+$/, 'the name of a Glue database or a pattern'), 'databases of the data lake', () => [
    'sales',
  ]),
  workgroups: texts(like(/^[\w.-]+$/, "an Athena workgroup's name"), 'workgroups of Athena', () => ['studio']),
  emrRoles: texts(role, 'roles that may be assumed on EMR clusters', ({ partition, account }) => [
    `arn:${partition}:iam::${account}:role/EmrAnalyst`,
  ]),
  glueRole: parameter({
    schema: role,
    says: "the role of Glue's interactive sessions",
    example: ({ partition, account }) => `arn:${partition}:iam::${account}:role/GlueSession`,
  }),
} as const;

export type ParameterName = keyof typeof parameters;
export type Parameters = { [Name in ParameterName]: z.infer<(typeof parameters)[Name]['schema']> };
export type Given = { [Name in ParameterName]?: Parameters[Name] | undefined };

export const parameterNames = Object.keys(parameters).filter(isParameter);

/** Whether there is a parameter of this name. */
export function isParameter(name: string): name is ParameterName {
  return Object.hasOwn(parameters, name);
}

/** Each parameter's value of the company that stands for all, in a region and an account. */
export function examples(region = 'eu-west-1', account = '123456789012'): Parameters {
  const at = { partition: partitionOf(region), region, account };
  return Parameters.parse(Object.fromEntries(parameterNames.map((name) => [name, parameters[name].example(at)])));
}

const shape = <const T extends Record<string, { schema: z.ZodType }>>(from: T) =>
  Object.fromEntries(Object.entries(from).map(([name, { schema }]) => [name, schema])) as {
    [Name in keyof T]: T[Name]['schema'];
  };
/** All parameters, each of its form. */
export const Parameters = z.strictObject(shape(parameters));

import type { Parameters } from '../../../src/admin/guardrails/parameters';
import { partitionOf } from '../../../src/studio/partition';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Parameters of a company that there is not. */
export function randomParameters(seed: number): Parameters {
  const next = numbers(seed);
  const upTo = (most: number) => Math.floor(next() * most);
  const one = <T>(of: readonly T[]): T => of[upTo(of.length)]!;
  const word = (letters = 'abcdefghijklmnopqrstuvwxyz0123456789', least = 3, most = 12) =>
    Array.from({ length: least + upTo(most - least) }, () => one([...letters])).join('');
  const name = () => `${word('abcdefghijklmnopqrstuvwxyz', 1, 2)}${word()}`;
  const several = <T>(make: () => T, most = 4): T[] => [...new Set(Array.from({ length: 1 + upTo(most) }, make))];
  const digits = () => Array.from({ length: 12 }, () => upTo(9)).join('');
  const region = one(['us-east-1', 'eu-west-1', 'ap-southeast-2', 'cn-north-1', 'us-gov-west-1']);
  const account = digits();
  const partition = partitionOf(region);
  const arn = (service: string, rest: string, owner = account) =>
    `arn:${partition}:${service}:${region}:${owner}:${rest}`;
  const role = () =>
    `arn:${partition}:iam::${one([account, account, '*'])}:role/${one(['', 'team/'])}${one([name(), `${name()}*`])}`;
  const key = () => arn('kms', `key/${word()}-${word()}`, one([account, digits()]));
  const type = () => one([`ml.${name()}.*`, `ml.${name()}.${one(['large', 'xlarge', '2xlarge'])}`, `ml.${name()}*`]);
  const tag = () => one([name(), `${name()}-${name()}`, name().toUpperCase(), 'CostCenter']);
  const bool = () => next() < 0.5;
  return {
    region,
    account,
    adminRoles: several(role),
    tagKey: `${tag()}1`,
    teamTagKey: `${tag()}2`,
    domains: several(() => `d-${name()}`),
    instanceTypes: [...several(() => one([type(), 'system'])), type()],
    jobInstanceTypes: several(type),
    exemptInstanceTypes: several(type),
    subnets: several(() => `subnet-0${word()}`, 16),
    securityGroups: several(() => `sg-0${word()}`, 5),
    images: several(() => arn('sagemaker', `image/${one([name(), `${name()}-*`])}`)),
    imageVersions: several(() => arn('sagemaker', `image-version/${name()}/${one(['*', '3', '1*'])}`)),
    scripts: several(() => arn('sagemaker', `studio-lifecycle-config/${name()}`)),
    scriptedAppTypes: several(() => one(['JupyterLab', 'CodeEditor'])),
    appTypes: [...new Set(['JupyterLab', ...several(() => one(['CodeEditor', 'Canvas']))])],
    passableRoles: several(role),
    passedToServices: several(() => one(['sagemaker.amazonaws.com', 'glue.amazonaws.com', 'lambda.amazonaws.com'])),
    cidrs: several(() => one([`203.0.${upTo(250)}.0/24`, `198.51.100.${upTo(250)}/32`, '2001:db8:1::/48'])),
    endpoints: several(() => `vpce-0${word()}`),
    organization: `o-${word('abcdefghijklmnopqrstuvwxyz0123456789', 10, 20)}`,
    trustedAccounts: [account, ...several(digits)],
    awsBuckets: several(() => one([`prod-*-${name()}`, name()])),
    buckets: several(() => one([name(), `${name()}-*`])),
    isolateJobs: bool(),
    encryptJobTraffic: bool(),
    keys: several(key),
    bindJobOwner: bool(),
    maxRuntimeSeconds: 1 + upTo(2_000_000),
    warmPools: bool(),
    logPrefix: one(['/aws/sagemaker/', `/${name()}/`]),
    namespaces: several(() => one(['/aws/sagemaker/*', `${name()}/*`, name()])),
    alarmPrefix: `${name()}-`,
    topics: several(() => one([name(), `${name()}-*`])),
    executionRoles: several(role),
    databases: several(() => one([name(), `${name()}*`])),
    workgroups: several(name),
    emrRoles: several(() => `arn:${partition}:iam::${account}:role/${name()}`),
    glueRole: `arn:${partition}:iam::${account}:role/${name()}`,
  };
}

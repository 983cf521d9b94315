import { demandOf, type Demand } from '../../admin/network/rules/demand';
import { UsageError } from '../host';
import { numberOption } from '../options';

/** Options that say what a domain runs. */
export const demandOptions = {
  users: { type: 'string', description: 'people who work at the same time', valueHint: 'N' },
  apps: { type: 'string', default: '1', description: 'apps that each runs at once', valueHint: 'N' },
  training: {
    type: 'string',
    default: '0',
    description: 'instances of training jobs of each user at once',
    valueHint: 'N',
  },
  efa: { type: 'boolean', description: 'training runs with an Elastic Fabric Adapter' },
  processing: { type: 'string', default: '0', description: 'the same for processing jobs', valueHint: 'N' },
  'file-systems': {
    type: 'string',
    description: "file systems of EFS: the domain's own, and custom ones (default: 1)",
    valueHint: 'N',
  },
  zones: { type: 'string', description: 'zones, with one subnet in each', valueHint: 'N' },
  growth: { type: 'string', default: '0%', description: 'by how much apps and jobs will grow', valueHint: 'P%' },
} as const;

/** Of a plan, which tells of Studio Classic too. */
export const classicOption = {
  'instance-types': {
    type: 'string',
    default: '1',
    description: "instance types of each user's kernels, for Studio Classic",
    valueHint: 'N',
  },
} as const;

/** Of a plan that does not count them itself. */
export const endpointsOption = {
  endpoints: { type: 'string', description: 'interface endpoints of the VPC', valueHint: 'N' },
} as const;

/** What these options were given. */
export interface DemandOptions {
  users?: string | undefined;
  apps: string;
  'instance-types': string;
  training: string;
  efa?: boolean | undefined;
  processing: string;
  endpoints?: string | undefined;
  'file-systems'?: string | undefined;
  zones?: string | undefined;
  growth: string;
}

/** A SageMaker domain takes 1 to 16 subnets (service model). */
export const mostSubnets = 16;
/** SageMaker allows far fewer; from here on a mistyped number is more likely. */
const most = 1_000_000;
const mostGrowth = 1_000;

const whole = (name: string, text: string, mostOfIt: number, least = 0) =>
  numberOption(name, text, { least, most: mostOfIt, whole: true });

/** What each user runs at once. UsageError. */
export function perUserOf(given: DemandOptions) {
  return {
    apps: whole('apps', given.apps, 100),
    instanceTypes: whole('instance-types', given['instance-types'], 100),
    training: whole('training', given.training, 1_000),
    processing: whole('processing', given.processing, 1_000),
  };
}

/** What is taken where nothing is said. */
type ByDefault = Pick<Demand, 'endpoints' | 'zones' | 'fileSystems'>;

/** What stands beside the users, with what is taken where nothing is said. UsageError. */
export function surroundingsOf(
  given: DemandOptions,
  byDefault: ByDefault,
): Pick<Demand, 'network' | 'endpoints' | 'fileSystems' | 'zones' | 'growth'> {
  return {
    network: given.efa ? 'efa' : 'ordinary',
    endpoints: given.endpoints === undefined ? byDefault.endpoints : whole('endpoints', given.endpoints, 1_000),
    fileSystems:
      given['file-systems'] === undefined ? byDefault.fileSystems : whole('file-systems', given['file-systems'], 100),
    zones: given.zones === undefined ? byDefault.zones : whole('zones', given.zones, mostSubnets, 1),
    growth: growthOf(given.growth),
  };
}

/** People who work at the same time. UsageError. */
export const usersOf = (text: string): number => whole('users', text, most);

/** `30%` or `30`. UsageError. */
export function growthOf(text: string): number {
  const [, percent = text] = /^(.*?)\s*%$/.exec(text.trim()) ?? [];
  const value = /^\d+$/.test(percent) ? Number(percent) : NaN;
  if (value <= mostGrowth) return value;
  throw new UsageError(
    `--growth takes a whole number of percent from 0 to ${mostGrowth}, such as 30%, not ${JSON.stringify(text)}`,
  );
}

export const demandOfOptions = (users: number, given: DemandOptions, byDefault: ByDefault) =>
  demandOf(users, perUserOf(given), surroundingsOf(given, byDefault));

import { shapeNamed } from '../model/sagemaker';
import { type Counted, instanceQuota, QUOTAS } from './quotas';

/** A quota of the account: what it is called, by which code, and what it limits. */
export interface Quota {
  code: string;
  name: string;
  counts: Counted;
  /** The resource of `AWS/Usage` that tells how much of it is used, where one is known. */
  usage?: string | undefined;
}

/** The codes that are known (administration facts, A6). */
const CODES: Record<string, string> = {
  'Studio JupyterLab Apps running on ml.t3.medium instances': 'L-71FAF417',
  'Studio JupyterLab Apps running on ml.g5.xlarge instances': 'L-988CE6C5',
  'Studio JupyterLab Apps running on ml.g5.12xlarge instances': 'L-8D2ED7BF',
  'Studio JupyterLab Apps running on ml.g5.24xlarge instances': 'L-F087CCFC',
  'Studio JupyterLab Apps running on ml.g5.48xlarge instances': 'L-83AB5D73',
  'Studio JupyterLab Apps running on ml.p4d.24xlarge instances': 'L-AD63F1D2',
  'Studio JupyterLab Apps running on ml.g6.12xlarge instances': 'L-962247BA',
  'Studio JupyterLab Apps running on ml.g6.24xlarge instances': 'L-8ACE1754',
  'Studio JupyterLab Apps running on ml.p5.48xlarge instances': 'L-B41FBF28',
};
const ACCOUNT: Record<keyof typeof QUOTAS, { code: string; usage?: string }> = {
  domain: { code: 'L-B683BCB0', usage: 'studio/total_domains' },
  'user-profile': { code: 'L-AC46C40F', usage: 'studio/max_user_profiles_per_domain' },
  space: { code: 'L-8E5333B4' },
  image: { code: 'L-DDDC1D15' },
  app: { code: 'L-4E39DDC4' },
};

let table: readonly Quota[] | undefined;

/** The quotas that are enforced, by name: those of the account, and one for each app type and instance type. */
export function quotaTable(): readonly Quota[] {
  const { enum: appTypes = [] } = shapeNamed('AppType');
  const { enum: instanceTypes = [] } = shapeNamed('AppInstanceType');
  const kinds = Object.keys(ACCOUNT) as (keyof typeof QUOTAS)[];
  return (table ??= [
    ...kinds.map((kind) => ({ ...ACCOUNT[kind], name: QUOTAS[kind].name, counts: { kind } })),
    ...appTypes.flatMap((appType) =>
      instanceTypes.map((instanceType) => {
        const name = instanceQuota(appType, instanceType);
        return { code: CODES[name] ?? madeUp(name), name, counts: { kind: 'app' as const, appType, instanceType } };
      }),
    ),
  ].sort((a, b) => (a.name < b.name ? -1 : 1)));
}

/** A code of the form that AWS's have, always the same for a name: real ones are not known by name. */
function madeUp(name: string): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return `L-${hash.toString(16).toUpperCase().padStart(8, '0')}`;
}

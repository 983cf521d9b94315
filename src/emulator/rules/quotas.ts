import { resourceLimitExceeded } from '../errors';
import type { Kind } from '../state/records';
import type { Context } from './context';
import { isLive } from './live-apps';

/**
 * The quotas of the account, by the name that the configuration uses. `Total domains` and the two for apps stand in
 * AWS's error texts (fact sheet, section 4); for profiles and spaces only the codes L-AC46C40F and L-8E5333B4 are
 * certain, the wording is assumed.
 */
export const QUOTAS = {
  domain: { name: 'Total domains', unit: 'Domains' },
  'user-profile': { name: 'Maximum number of Studio user profiles allowed per account', unit: 'UserProfiles' },
  space: { name: 'Maximum number of Studio spaces allowed per account', unit: 'Spaces' },
  // The code L-DDDC1D15 is certain, the wording is assumed.
  image: { name: 'Maximum number of images allowed per account', unit: 'Images' },
  app: { name: 'Maximum number of running Studio apps allowed per account', unit: 'Apps' },
} as const;

/** AWS writes the plural for the new apps and the singular for KernelGateway (fact sheet, section 4). */
export const instanceQuota = (appType: string, instanceType: string) =>
  `Studio ${appType} Apps running on ${instanceType} ${appType === 'KernelGateway' ? 'instance' : 'instances'}`;

/** Room for one more resource of a kind in the account, or ResourceLimitExceeded. Without a set value: unlimited. */
export function requireQuota(context: Context, kind: keyof typeof QUOTAS): void {
  const { name, unit } = QUOTAS[kind];
  requireRoom(context, name, unit, () => count(context, kind));
}

/** Room for one more app of a type on an instance type. */
export function requireInstanceQuota(context: Context, appType: string, instanceType: string): void {
  requireRoom(context, instanceQuota(appType, instanceType), 'Apps', () => {
    let used = 0;
    for (const app of context.state.below('app', '*')) {
      if (isLive(app) && app.AppType === appType && app.ResourceSpec.InstanceType === instanceType) used++;
    }
    return used;
  });
}

function count({ state }: Context, kind: Kind): number {
  let used = 0;
  for (const record of state.below(kind, '*')) if (record.kind !== 'app' || isLive(record)) used++;
  return used;
}

/** Utilization is counted only for quotas that are set, so that creating without them stays independent of size. */
function requireRoom({ configuration }: Context, name: string, unit: string, utilization: () => number): void {
  const limit = configuration.quotas[name];
  if (limit === undefined) return;
  const used = utilization();
  if (used < limit) return;
  throw resourceLimitExceeded(
    `The account-level service limit '${name}' is ${limit} ${unit}, with current utilization of ${used} ${unit} and a ` +
      `request delta of 1 ${unit}. Please use AWS Service Quotas to request an increase for this quota. If AWS Service ` +
      'Quotas is not available, contact AWS support to request an increase for this quota.',
  );
}

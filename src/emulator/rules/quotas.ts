import { resourceLimitExceeded } from '../errors';
import type { Context } from './context';
import type { Transaction } from '../state/transaction';
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
  image: { name: 'SageMakerImage images per account', unit: 'Images' },
  app: { name: 'Maximum number of running Studio apps allowed per account', unit: 'Apps' },
} as const;

/** AWS writes the plural for the new apps and the singular for KernelGateway (fact sheet, section 4). */
export const instanceQuota = (appType: string, instanceType: string) =>
  `Studio ${appType} Apps running on ${instanceType} ${appType === 'KernelGateway' ? 'instance' : 'instances'}`;

/** Room for one more resource of a kind in the account, or ResourceLimitExceeded. Without a set value: unlimited. */
export function requireQuota(context: Context, kind: keyof typeof QUOTAS): void {
  const { name, unit } = QUOTAS[kind];
  requireRoom(context, name, unit, () => countOf(context.state, { kind }));
}

/** Room for one more app of a type on an instance type. */
export function requireInstanceQuota(context: Context, appType: string, instanceType: string): void {
  const name = instanceQuota(appType, instanceType);
  requireRoom(context, name, 'Apps', () => countOf(context.state, { kind: 'app', appType, instanceType }));
}

/** What a quota counts: a kind of resource, of apps perhaps those of a type on an instance type. */
export interface Counted {
  kind: keyof typeof QUOTAS;
  appType?: string | undefined;
  instanceType?: string | undefined;
}

/** How much of a quota is used: apps count while they start, run and stop. */
export function countOf(state: Pick<Transaction, 'below'>, { kind, appType, instanceType }: Counted): number {
  if (kind !== 'app') return [...state.below(kind, '*')].length;
  let used = 0;
  for (const app of state.below('app', '*')) {
    const isOfType =
      appType === undefined || (app.AppType === appType && app.ResourceSpec.InstanceType === instanceType);
    if (isOfType && isLive(app)) used += 1;
  }
  return used;
}

/**
 * The value that the account has of a quota: the last one that was granted, else the configured one. Undefined for one
 * that limits nothing, `not offered` for one that the region does not have.
 */
export function appliedValue(
  { configuration, state }: Pick<Context, 'configuration' | 'state'>,
  name: string,
): number | 'not offered' | undefined {
  const configured = configuration.accountQuotas[name];
  if (configured === undefined || configured === 'not offered') return configured;
  let value = configured;
  for (const request of state.below('quota-request', name)) {
    if (request.Status === 'APPROVED') value = Math.max(value, request.DesiredValue);
  }
  return value;
}

/** Utilization is counted only for quotas that are set, so that creating without them stays independent of size. */
function requireRoom(context: Context, name: string, unit: string, utilization: () => number): void {
  const applied = appliedValue(context, name);
  if (applied === undefined) return;
  // Assumption: what a region does not offer is refused like what the account may have none of.
  const limit = applied === 'not offered' ? 0 : applied;
  const used = utilization();
  if (used < limit) return;
  throw resourceLimitExceeded(
    `The account-level service limit '${name}' is ${limit} ${unit}, with current utilization of ${used} ${unit} and a ` +
      `request delta of 1 ${unit}. Please use AWS Service Quotas to request an increase for this quota. If AWS Service ` +
      'Quotas is not available, contact AWS support to request an increase for this quota.',
  );
}

import { resourceNotFound } from '../errors';
import type { LifecycleConfigRecord } from '../state/records';
import type { Transaction } from '../state/transaction';

/** The lifecycle configuration of that name, or ResourceNotFound; the sentence is ours. */
export function existingLifecycleConfig(state: Transaction, name: string): LifecycleConfigRecord {
  const config = state.get('lifecycle-config', name);
  if (!config) throw resourceNotFound(`StudioLifecycleConfig [${name}] does not exist.`);
  return config;
}

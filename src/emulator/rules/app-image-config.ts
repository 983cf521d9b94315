import { resourceNotFound } from '../errors';
import type { AppImageConfigRecord } from '../state/records';
import type { Transaction } from '../state/transaction';

/** The app image config of that name, or ResourceNotFound; the sentence is ours. */
export function existingAppImageConfig(state: Transaction, name: string): AppImageConfigRecord {
  const config = state.get('app-image-config', name);
  if (!config) throw resourceNotFound(`AppImageConfig with AppImageConfigName ${name} does not exist.`);
  return config;
}

import type { IdleSettings, SettingLevel } from '../protocol/idle';

/** `IdleSettings` as one level states them, in minutes; what it does not state is absent. */
export interface StatedIdleSettings {
  lifecycleManagement?: 'ENABLED' | 'DISABLED';
  idleMinutes?: number;
  minMinutes?: number;
  maxMinutes?: number;
}

/** What each level states for the app type in question. A level that takes no part is absent. */
export type StatedByLevel = Partial<Record<SettingLevel, StatedIdleSettings>>;

/** The order in which levels are asked; a later one overrides. */
const levels: SettingLevel[] = ['domain', 'user-profile', 'space'];

/** Taken where idle shutdown is on and no level states a time: "If no value is entered, the default is 10,080". */
export const defaultIdleMinutes = 10_080;

/**
 * The idle settings in force. For an app of a private space give the domain's `DefaultUserSettings`, the owner's
 * profile and the space; of a shared one the domain's `DefaultSpaceSettings` and the space.
 *
 * The user profile overrides the domain, and the space states a time alone (AWS documentation on idle shutdown).
 * Assumed where that is silent: a profile overrides member by member; `LifecycleManagement` stated nowhere is off, as
 * in the console; a time outside min and max, which an administrator narrowed after it was set, counts as the limit,
 * and the limit's level then decided it.
 */
export function effectiveIdleSettings(stated: StatedByLevel): IdleSettings {
  const management = lastStated(stated, 'lifecycleManagement');
  if (management?.value !== 'ENABLED') {
    return { lifecycleManagement: 'DISABLED', decidedBy: management?.level ?? 'domain' };
  }
  const min = lastStated(stated, 'minMinutes');
  const max = lastStated(stated, 'maxMinutes');
  const time = lastStated(stated, 'idleMinutes') ?? { value: defaultIdleMinutes, level: management.level };
  const decided = max && time.value > max.value ? max : min && time.value < min.value ? min : time;
  return {
    lifecycleManagement: 'ENABLED',
    timeoutMinutes: decided.value,
    decidedBy: decided.level,
    ...(min && { minMinutes: min.value }),
    ...(max && { maxMinutes: max.value }),
  };
}

function lastStated<Key extends keyof StatedIdleSettings>(stated: StatedByLevel, key: Key) {
  for (const level of [...levels].reverse()) {
    const value = stated[level]?.[key];
    if (value !== undefined) return { value, level };
  }
  return undefined;
}

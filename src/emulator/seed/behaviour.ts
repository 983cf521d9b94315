import { type Configuration, defaultConfiguration, type Durations } from '../configuration';
import type { ChaosPlan } from '../faults/chaos';
import type { SeedForm } from './form';
import { milliseconds } from './time';

/** How the emulator is to behave, out of a seed; the defaults for what it does not say. */
export function configurationOf(seed: SeedForm, accountId: string | undefined): Configuration {
  const { account, allowClassicCreation, accountQuotas, imageUsers, presignedUrlOrigin, unreadableBaseImages } = seed;
  const { missingSubnets, regionsWithoutStudio, unusableRoles } = seed;
  const given = {
    allowClassicCreation,
    imageUsers,
    missingSubnets,
    identityCenter: seed.identityCenter && {
      region: seed.identityCenter.region,
      users: seed.identityCenter.users ?? {},
      groups: seed.identityCenter.groups ?? {},
    },
    accountQuotas,
    presignedUrlOrigin,
    regionsWithoutStudio,
    unreadableBaseImages,
    unusableRoles,
  };
  return {
    ...defaultConfiguration,
    ...said(given),
    ...(seed.region !== undefined && { region: seed.region }),
    accountId: accountId ?? account ?? defaultConfiguration.accountId,
    failingLifecycleConfigs: Object.entries(seed.lifecycleConfigs ?? {}).flatMap(([name, { fails }]) =>
      fails ? [name] : [],
    ),
    durations: { ...defaultConfiguration.durations, ...durationsOf(seed) },
  };
}

function durationsOf({ durations = {} }: SeedForm): Partial<Durations> {
  return Object.fromEntries(
    Object.entries(durations).flatMap(([name, duration]) =>
      duration === undefined ? [] : [[name, milliseconds(duration)]],
    ),
  );
}

/** The faults that a seed asks for. */
export function chaosOf({ chaos }: SeedForm): ChaosPlan | undefined {
  if (!chaos) return undefined;
  const rates: ChaosPlan['rates'] = {};
  for (const [operation, given] of Object.entries(chaos.rates)) if (given) rates[operation] = said(given);
  return { seed: chaos.seed, rates };
}

type Said<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** An object without the words that were not said. */
function said<T extends object>(words: T): Said<T> {
  const kept: Said<T> = {};
  for (const name in words) {
    const value = words[name];
    if (value !== undefined) Object.assign(kept, { [name]: value });
  }
  return kept;
}

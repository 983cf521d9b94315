import type { AppType, CustomImage, DefaultSpaceStorageSettings, IdleSettings, ResourceSpec } from '../model/shapes';
import type { DomainRecord, SpaceRecord, UserProfileRecord } from '../state/records';
import { appSettings, type SettingsByApp } from './app-settings';
import type { Context } from './context';
import { existingUserProfile } from './existing';

interface Layer extends SettingsByApp {
  SpaceStorageSettings?: DefaultSpaceStorageSettings | undefined;
}

/**
 * The settings that hold for an app, from the widest to the nearest (fact sheet, section 3):
 * a private space has the domain's DefaultUserSettings, then its owner's UserSettings; a shared space, the domain's
 * DefaultSpaceSettings alone. The space's own SpaceSettings, which go over these, are the caller's to add.
 * Assumption: a space without sharing settings (Classic) is a shared one.
 */
export function inheritedLayers(
  context: Context,
  domain: DomainRecord,
  space: Pick<SpaceRecord, 'DomainId' | 'OwnershipSettings' | 'SpaceSharingSettings'>,
): Layer[] {
  const owner = space.OwnershipSettings?.OwnerUserProfileName;
  if (space.SpaceSharingSettings?.SharingType !== 'Private' || owner === undefined) {
    return [domain.settings.DefaultSpaceSettings ?? {}];
  }
  return userLayers(domain, existingUserProfile(context, space.DomainId, owner));
}

/** The settings of an app that belongs to a profile itself (Classic): the profile's override the domain's. */
export const userLayers = (domain: DomainRecord, profile: UserProfileRecord): Layer[] => [
  domain.settings.DefaultUserSettings,
  profile.UserSettings,
];

export interface EffectiveAppSettings {
  ResourceSpec: ResourceSpec;
  /** Attached scripts: those of every layer. */
  LifecycleConfigArns: string[];
  /** Attached images: those of every layer, the nearest first. */
  CustomImages: CustomImage[];
  BuiltInLifecycleConfigArn: string | undefined;
  IdleSettings: IdleSettings;
}

/**
 * One answer out of the layers. The nearest layer that says something wins: for the instance type, the script and the
 * idle settings each by itself [BC doc ResourceSpec; DG: the profile's default overrides the domain's]; the members
 * that name an image belong together. Assumption: what is attached to the domain stays attached for a profile that
 * attaches more.
 */
export function effectiveAppSettings(layers: readonly SettingsByApp[], appType: AppType): EffectiveAppSettings {
  const blocks = layers.flatMap((layer) => appSettings(layer, appType) ?? []);
  const nearestFirst = blocks.toReversed();
  return {
    ResourceSpec: overridden(blocks.flatMap((block) => block.DefaultResourceSpec ?? [])),
    LifecycleConfigArns: [...new Set(blocks.flatMap((block) => block.LifecycleConfigArns ?? []))],
    CustomImages: nearestFirst.flatMap((block) => block.CustomImages ?? []),
    BuiltInLifecycleConfigArn: nearestFirst.find((block) => block.BuiltInLifecycleConfigArn)?.BuiltInLifecycleConfigArn,
    IdleSettings: Object.assign({}, ...blocks.map((block) => block.AppLifecycleManagement?.IdleSettings ?? {})),
  };
}

/**
 * Resource specs put over each other, the nearest last. A spec that names an image says nothing of another's version,
 * and the version `None` clears it: the image alone is named then (fact sheet, section 3).
 */
export function overridden(specs: readonly ResourceSpec[]): ResourceSpec {
  return specs.map(withoutClearedVersion).reduce<ResourceSpec>((wider, nearer) => {
    const namesImage = nearer.SageMakerImageArn !== undefined || nearer.SageMakerImageVersionArn !== undefined;
    return { ...(namesImage ? withoutImage(wider) : wider), ...nearer };
  }, {});
}

function withoutClearedVersion(spec: ResourceSpec): ResourceSpec {
  const { SageMakerImageVersionArn: version, ...rest } = spec;
  return version === undefined || version === 'None' ? rest : spec;
}

function withoutImage({ InstanceType, LifecycleConfigArn, TrainingPlanArn }: ResourceSpec): ResourceSpec {
  return {
    ...(InstanceType && { InstanceType }),
    ...(LifecycleConfigArn && { LifecycleConfigArn }),
    ...(TrainingPlanArn && { TrainingPlanArn }),
  };
}

/** The storage default of the nearest layer that sets one. */
export const effectiveStorage = (layers: readonly Layer[]) =>
  layers.toReversed().find((layer) => layer.SpaceStorageSettings?.DefaultEbsStorageSettings)?.SpaceStorageSettings
    ?.DefaultEbsStorageSettings;

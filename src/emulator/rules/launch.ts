import type { AppType, CreateAppRequest, ResourceSpec } from '../model/shapes';
import type { SettingsByApp } from './app-settings';
import type { Context } from './context';
import { effectiveAppSettings, overridden } from './effective-settings';
import { launchInstanceType } from './instance-type';
import { launchImage, type LaunchImage } from './launch-image';

/** A lifecycle configuration that runs at a launch. */
export interface LaunchScript {
  arn: string;
  /** The domain's built-in script always runs; the other is chosen by the request or by the defaults. */
  origin: 'built-in' | 'chosen';
  /** Whether the settings that hold for the app have it among their LifecycleConfigArns. */
  attached: boolean;
}

/** All that is decided when an app is launched; what comes of it is the launcher's to say (`launch-outcome.ts`). */
export interface Launch {
  appType: AppType;
  resourceSpec: ResourceSpec;
  /** In the order in which they run: the built-in one first [DOC studio-lifecycle-configurations]. */
  scripts: LaunchScript[];
  image: LaunchImage | undefined;
}

/**
 * What CreateApp asks for, put over the settings that hold for the app *now*: settings that change later take effect
 * at its next start (fact sheet, section 4). ValidationException if they cannot be launched.
 * Assumption: RecoveryMode changes nothing of this; which scripts it leaves out is not in the sources.
 */
export function resolveLaunch(context: Context, input: CreateAppRequest, layers: readonly SettingsByApp[]): Launch {
  const { AppType: appType } = input;
  const effective = effectiveAppSettings(layers, appType);
  const spec = overridden([effective.ResourceSpec, input.ResourceSpec ?? {}]);
  const InstanceType = launchInstanceType(appType, spec);
  const image = launchImage(context, appType, spec, effective.CustomImages);
  const builtIn = script(effective.BuiltInLifecycleConfigArn);
  // Classic quirk: KernelGateway's default script runs even if "No Script" is picked (fact sheet, section 4).
  const chosen =
    script(spec.LifecycleConfigArn) ??
    (appType === 'KernelGateway' ? script(effective.ResourceSpec.LifecycleConfigArn) : undefined);
  return {
    appType,
    resourceSpec: { ...spec, InstanceType },
    scripts: [
      ...(builtIn === undefined ? [] : [{ arn: builtIn, origin: 'built-in' as const, attached: true }]),
      ...(chosen === undefined
        ? []
        : [{ arn: chosen, origin: 'chosen' as const, attached: effective.LifecycleConfigArns.includes(chosen) }]),
    ],
    image,
  };
}

/** `None` says that there is no script (service model, StudioLifecycleConfigArn). */
const script = (arn: string | undefined) => (arn === 'None' ? undefined : arn);

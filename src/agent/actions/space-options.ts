import { statedAppSettings } from '../../aws/app-settings';
import type { DescribedSpace } from '../../aws/space';
import { AwsError } from '../../aws/errors';
import type { AppKey, AppType } from '../../protocol/app';
import type { LaunchImage, SpaceOptions } from '../../protocol/launch';
import { effectiveIdleSettings } from '../../studio/idle-settings';
import { instanceSize } from '../../studio/instance-types';
import { launchOptions, ranLast, type LaunchOptions } from '../../studio/launch-options';
import { hourlyRate, pricedInstanceTypes, type PriceTable } from '../../studio/price/price-table';
import { Refusal } from '../refusal';
import type { Studio } from '../studio';
import { say } from '../../protocol/message';

type LaunchableAppType = 'JupyterLab' | 'CodeEditor';

/** A space with all that an action on it needs to know. */
export interface KnownSpace {
  space: DescribedSpace;
  /** Its app, whether or not it runs. */
  key: AppKey & { appType: LaunchableAppType };
  launch: LaunchOptions;
  options: SpaceOptions;
}

/** Learns what a space is and what is allowed in it. Rejects with a `Refusal` where it is not one's own, or `AwsError`. */
export async function knownSpace(studio: Studio, spaceName: string, until: number): Promise<KnownSpace> {
  await requireOwn(studio, spaceName, until);
  const { describeApp, describeSpace, appInstanceTypes } = await import('../../aws/studio-api');
  const { domainId } = studio.metadata;
  const sagemaker = await studio.sagemaker();
  const space = await describeSpace(sagemaker, domainId, spaceName);
  const { appType } = space;
  if (appType !== 'JupyterLab' && appType !== 'CodeEditor') throw notLaunchable(spaceName, appType);
  const key = { appType, appName: 'default', owner: { kind: 'space', spaceName } } as const;
  const [above, run, { table }, recent] = await Promise.all([
    studio.settings.levelsAbove(space, { until }),
    describeApp(sagemaker, domainId, key).catch(absent),
    studio.prices.read(),
    studio.cost.recentInstanceTypes(appType),
  ]);
  const own = statedAppSettings(space.settings);
  const levels = { ...above.levels, space: own };
  const member = appType === 'JupyterLab' ? 'jupyterLab' : 'codeEditor';
  const stated = [levels.domain, levels['user-profile'], levels.space].flatMap((level) => level ?? []);
  const ended = run?.status === 'Deleted' || run?.status === 'Failed';
  const last = run && ended ? ranLast(run, own.launch[member], space.modified) : run;
  const launch = launchOptions(
    stated.map((level) => level.launch[member]),
    above.domainArn,
    last,
  );
  const maximum = stated.map((level) => level.maximumVolumeGb).findLast((size) => size !== undefined);
  const hidden = new Set(stated.flatMap((level) => level.hiddenInstanceTypes));
  const idle =
    levels.domain &&
    effectiveIdleSettings(
      Object.fromEntries(Object.entries(levels).map(([level, settings]) => [level, settings[member]])),
    );
  const instanceTypes = offered(table, appType, appInstanceTypes, hidden);
  const options: SpaceOptions = {
    spaceName,
    appType,
    currency: table.currency,
    instanceTypes,
    recentInstanceTypes: recent.filter((type) => instanceTypes.some(({ instanceType }) => instanceType === type)),
    images: launch.images.map(({ id, name, version, custom }) => ({
      id,
      name,
      custom,
      ...(version !== undefined && { version }),
      ...madeFor(name),
    })),
    lifecycleConfigs: launch.lifecycleConfigs,
    defaults: launch.defaults,
    ...(launch.builtInLifecycleConfig !== undefined && { builtInLifecycleConfig: launch.builtInLifecycleConfig }),
    ...(idle && { idle }),
    ...(own[member].idleMinutes !== undefined && { idleMinutesOfSpace: own[member].idleMinutes }),
    // The model's own maximum, where neither domain nor profile sets one.
    ...(space.volumeGb !== undefined && { volume: { gigabytes: space.volumeGb, maximum: maximum ?? 16_384 } }),
    notices: above.notices,
  };
  return { space, key, launch, options };
}

/** Only spaces that this person may use are touched, whatever the role is allowed to. Rejects with a `Refusal`. */
export async function requireOwn(studio: Studio, spaceName: string, until: number): Promise<void> {
  const spaces = await studio.apps.readSpaces({ until });
  if (spaces.state === 'missing') throw new Refusal(502, 'failed', spaces.notices[0] ?? unknownSpace(spaceName));
  if (!spaces.value.some((space) => space.spaceName === spaceName))
    throw new Refusal(404, 'not-found', unknownSpace(spaceName));
}

/**
 * The instance types of the region: those that the Price List has a price of for this kind of app, else all that the
 * model names and that we know anything of. The cheapest first.
 */
function offered(
  table: PriceTable,
  appType: AppType,
  all: readonly string[],
  hidden: Set<string>,
): SpaceOptions['instanceTypes'] {
  const priced = table.source.kind === 'price-list' ? pricedInstanceTypes(table, appType) : [];
  const names = priced.length > 0 ? priced : all.filter((name) => instanceSize(name) !== undefined);
  const types = names
    .filter((name) => !hidden.has(name))
    .map((instanceType) => {
      const size = instanceSize(instanceType);
      const perHour = hourlyRate(table, appType, instanceType);
      return { instanceType, ...(size && { size }), ...(perHour !== undefined && { perHour }) };
    });
  const weight = ({ perHour, size }: SpaceOptions['instanceTypes'][number]) => [
    perHour ?? Infinity,
    size?.gpu?.count ?? 0,
    size?.vcpu ?? 0,
    size?.memoryGiB ?? 0,
  ];
  return types.sort((a, b) => {
    const [one, other] = [weight(a), weight(b)];
    const first = one.findIndex((value, index) => value !== other[index]);
    return first < 0 ? a.instanceType.localeCompare(b.instanceType) : (one[first] ?? 0) - (other[first] ?? 0);
  });
}

/** SageMaker Distribution has an image for either kind of instance, which its name tells. Of a custom one it is not known. */
function madeFor(name: string): Pick<LaunchImage, 'madeFor'> {
  const kind = /^sagemaker-distribution-(cpu|gpu)$/.exec(name)?.[1];
  return kind === 'cpu' || kind === 'gpu' ? { madeFor: kind } : {};
}

function absent(error: unknown): undefined {
  if (error instanceof AwsError && error.failure.kind === 'not-found') return undefined;
  throw error;
}

const unknownSpace = (spaceName: string) => ({
  code: 'not-found' as const,
  message: say('not-your-space', { spaceName }),
  remedy: say('refresh-panel'),
});

const notLaunchable = (spaceName: string, appType: AppType | undefined) =>
  new Refusal(409, 'conflict', {
    code: 'failed',
    message:
      appType === undefined
        ? say('classic-not-startable', { spaceName })
        : say('type-not-startable', { spaceName, appType }),
  });

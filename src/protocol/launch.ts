import * as z from 'zod/mini';
import { AppKey, AppType, InstanceSize } from './app';
import { Currency } from './cost';
import { Job } from './job';
import { IdleSettings } from './idle';
import { Notice } from './notice';

/** An image that a space's app can be started with. */
export const LaunchImage = z.object({
  /** Its version's or its image's ARN, and its alias: what a start names it by. */
  id: z.string(),
  name: z.string(),
  version: z.optional(z.string()),
  custom: z.boolean(),
  /** Which instances it is made for; absent where its name does not say. */
  madeFor: z.optional(z.enum(['cpu', 'gpu'])),
});
export type LaunchImage = z.infer<typeof LaunchImage>;

/**
 * `GET api/spaces/options?space=NAME`: what the settings in force allow in a space, and what holds there now.
 * Learnt anew for each question, as a person is about to act on it.
 */
export const SpaceOptions = z.object({
  spaceName: z.string(),
  appType: AppType,
  currency: Currency,
  /** The price by the hour where it is known. Whether the account's quota has room is told by the start alone. */
  instanceTypes: z.array(
    z.object({
      instanceType: z.string(),
      size: z.optional(InstanceSize),
      perHour: z.optional(z.number().check(z.nonnegative())),
    }),
  ),
  /** Those of them that apps of this kind were seen to run on in the last days, the latest first. */
  recentInstanceTypes: z.optional(z.array(z.string())),
  images: z.array(LaunchImage),
  lifecycleConfigs: z.array(z.object({ arn: z.string(), name: z.string() })),
  /** What is taken unless something else is chosen: what was stored for the space since it last ran, as it ran, else as the settings say. */
  defaults: z.object({
    instanceType: z.optional(z.string()),
    imageId: z.optional(z.string()),
    lifecycleConfigArn: z.optional(z.string()),
  }),
  /** The script that always runs first. */
  builtInLifecycleConfig: z.optional(z.string()),
  idle: z.optional(IdleSettings),
  /** What the space itself says, in minutes. */
  idleMinutesOfSpace: z.optional(z.int()),
  volume: z.optional(z.object({ gigabytes: z.int(), maximum: z.int() })),
  notices: z.array(Notice),
});
export type SpaceOptions = z.infer<typeof SpaceOptions>;

/**
 * The image that fits an instance type: the chosen one, unless that is made for the other kind of instance and there is one
 * of this kind. A custom image is never chosen by itself, nor left for another.
 */
export function fittingImage(
  { images, instanceTypes }: Pick<SpaceOptions, 'images' | 'instanceTypes'>,
  instanceType: string,
  chosenId: string | undefined,
): string | undefined {
  const type = instanceTypes.find((one) => one.instanceType === instanceType);
  const chosen = images.find(({ id }) => id === chosenId);
  if (!type?.size || !chosen?.madeFor || chosen.custom) return chosenId;
  const kind = type.size.gpu ? 'gpu' : 'cpu';
  if (chosen.madeFor === kind) return chosenId;
  return images.find(({ custom, madeFor }) => !custom && madeFor === kind)?.id ?? chosenId;
}

/** What an app will have cost when it stops, if nobody ever uses it; nothing where the price or that time is not known. */
export function costUntilIdleStop(perHour: number | undefined, idle: SpaceOptions['idle']): number | undefined {
  if (perHour === undefined || idle?.lifecycleManagement !== 'ENABLED') return undefined;
  return (perHour * idle.timeoutMinutes) / 60;
}

/**
 * `POST api/apps/start` → 202 `Job`. What is not said is as `SpaceOptions.defaults` says; `lifecycleConfigArn` null is
 * no script.
 */
export const StartApp = z.object({
  spaceName: z.string().check(z.minLength(1)),
  instanceType: z.optional(z.string()),
  imageId: z.optional(z.string()),
  lifecycleConfigArn: z.optional(z.nullable(z.string())),
});
export type StartApp = z.infer<typeof StartApp>;

/** `POST api/apps/restart` → 202 `Job`: the same image and script on another instance type. */
export const RestartApp = z.object({ key: AppKey, instanceType: z.string().check(z.minLength(1)) });
export type RestartApp = z.infer<typeof RestartApp>;

/** `POST api/spaces/update` → 202 `Job`: what is absent stays. Limits of the model: 60..525600 minutes, 5..16384 GB. */
export const UpdateSpace = z.object({
  spaceName: z.string().check(z.minLength(1)),
  idleMinutes: z.optional(z.int().check(z.gte(60), z.lte(525_600))),
  volumeGb: z.optional(z.int().check(z.gte(5), z.lte(16_384))),
});
export type UpdateSpace = z.infer<typeof UpdateSpace>;

/** `POST api/spaces/open` → 200 `SpaceAddress`. */
export const OpenSpace = z.object({ spaceName: z.string().check(z.minLength(1)) });
export type OpenSpace = z.infer<typeof OpenSpace>;

/** Where a space's app opens: `presigned` lets one in without signing in, once and for minutes; `studio` may ask to. */
export const SpaceAddress = z.object({ url: z.url({ protocol: /^https?$/ }), by: z.enum(['presigned', 'studio']) });
export type SpaceAddress = z.infer<typeof SpaceAddress>;

/**
 * `POST api/apps/change-type` → 202 `ChangingInstanceType`: for the app that the page runs in, which can not start itself
 * again. The type is stored for its space, and the app is stopped.
 */
export const ChangeInstanceType = RestartApp;
export type ChangeInstanceType = RestartApp;

/** The stop as a job, which ends with the app that tells of it; and where the space opens afterwards, where Studio tells. */
export const ChangingInstanceType = z.object({ job: Job, address: z.optional(SpaceAddress) });
export type ChangingInstanceType = z.infer<typeof ChangingInstanceType>;

/** `GET api/apps/failure?key=…`, an `AppKey` as JSON: why an app failed, and where its logs are. */
export const AppFailure = z.object({
  key: AppKey,
  reason: z.optional(z.string()),
  logGroup: z.string(),
  streams: z.array(z.object({ name: z.string(), lines: z.array(z.string()), notice: z.optional(Notice) })),
});
export type AppFailure = z.infer<typeof AppFailure>;

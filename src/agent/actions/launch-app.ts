import type { AppKey } from '../../protocol/app';
import type { Job } from '../../protocol/job';
import type { RestartApp, StartApp } from '../../protocol/launch';
import { Refusal } from '../refusal';
import type { Transition } from '../transitions';
import { nameOf } from './follow-app';
import { followTransition, type TransitionParts } from './follow-transition';
import type { KnownSpace } from './space-options';
import { ownApp, type ActOnAppParts } from './stop-app';
import { say, type Message } from '../../protocol/message';

export interface LaunchParts extends ActOnAppParts, TransitionParts {
  knownSpace(spaceName: string): Promise<KnownSpace>;
}

/** Starts the app of a space, and follows it until it is in service. Rejects with a `Refusal` or `AwsError`. */
export async function startApp(parts: LaunchParts, asked: StartApp): Promise<Job> {
  const known = await parts.knownSpace(asked.spaceName);
  const spec = chosen(known, asked);
  const { createApp } = await import('../../aws/studio-api');
  await createApp(await parts.sagemaker(), parts.domainId, known.key, spec);
  parts.follow(known.key, 'Pending');
  return followTransition(parts, { kind: 'start-app', key: known.key, spec, startedAt: parts.runtime.now().getTime() });
}

/**
 * Stops an app and starts it again on another instance type, with the same image and script: there is no UpdateApp.
 * Rejects with a `Refusal` or `AwsError` before anything was stopped.
 */
export async function restartApp(parts: LaunchParts, { key, instanceType }: RestartApp): Promise<Job> {
  const app = await ownApp(parts, key);
  if (app.current) throw new Refusal(409, 'conflict', ownRestart);
  if (app.key.owner.kind !== 'space' || app.status !== 'InService')
    throw new Refusal(409, 'conflict', notRunning(app.key));
  const known = await parts.knownSpace(app.key.owner.spaceName);
  const spec = chosen(known, { spaceName: known.space.spaceName, instanceType });
  const before = app.instanceType ?? known.launch.defaults.instanceType;
  if (before === instanceType) throw new Refusal(409, 'conflict', already(app.key, instanceType));
  const startedAt = parts.runtime.now().getTime();
  const transition: Transition = {
    kind: 'restart-app',
    key: known.key,
    spec,
    ...(before !== undefined && { before }),
    startedAt,
  };
  // Kept before anything is done, so that whatever ends this agent meanwhile, the next one brings it to its end.
  await parts.transitions.begin(transition);
  const { deleteApp } = await import('../../aws/studio-api');
  try {
    await deleteApp(await parts.sagemaker(), parts.domainId, known.key);
  } catch (error) {
    await parts.transitions.end(transition);
    throw error;
  }
  parts.follow(known.key, 'Deleting');
  return followTransition(parts, transition);
}

/** What is chosen, as long as the settings allow it. Rejects with a `Refusal` that says what they do allow. */
export function chosen({ launch, options, space }: KnownSpace, asked: StartApp): Transition['spec'] {
  const instanceType = asked.instanceType ?? launch.defaults.instanceType;
  if (instanceType === undefined) throw notAllowed(say('no-own-type', { space: space.spaceName }));
  if (!options.instanceTypes.some((offered) => offered.instanceType === instanceType))
    throw notAllowed(say('type-not-offered', { instanceType, space: space.spaceName }));
  const imageId = asked.imageId ?? launch.defaults.imageId;
  const image = launch.images.find(({ id }) => id === imageId)?.image;
  if (imageId !== undefined && !image)
    throw notAllowed(say('image-not-offered', { image: imageId, space: space.spaceName }));
  const script = asked.lifecycleConfigArn === undefined ? launch.defaults.lifecycleConfigArn : asked.lifecycleConfigArn;
  if (typeof script === 'string' && !launch.lifecycleConfigs.some(({ arn }) => arn === script))
    throw notAllowed(say('script-not-attached', { script, space: space.spaceName }));
  const { imageArn, versionArn, versionAlias } = image ?? {};
  return {
    instanceType,
    ...(image && {
      image: {
        ...(imageArn && { imageArn }),
        ...(versionArn && { versionArn }),
        ...(versionAlias && { versionAlias }),
      },
    }),
    // `None` is none, even where the settings name one (model 2017-07-24, ResourceSpec).
    lifecycleConfigArn: script ?? 'None',
  };
}

const notAllowed = (why: Message) =>
  new Refusal(409, 'conflict', {
    code: 'failed',
    message: say('not-startable', { why }),
    remedy: say('refresh-and-choose'),
  });

const ownRestart = {
  code: 'failed' as const,
  message: say('own-restart'),
  remedy: say('stop-and-start'),
};
const notRunning = (key: AppKey) => ({
  code: 'failed' as const,
  message: say('app-not-running', { app: nameOf(key) }),
  remedy: say('wait-or-start'),
});
const already = (key: AppKey, instanceType: string) => ({
  code: 'failed' as const,
  message: say('app-already-on-type', { app: nameOf(key), instanceType }),
});

import { createApp, deleteApp, describeApp, type StudioApp } from '../../../aws/app';
import { absent } from '../../../aws/image';
import type { Settled, StepKind } from '../../converge/kind';
import { domainIdOf, type StudioContext } from '../context';
import { type AppOf, appText, type LaunchSpec, type StepThatDoes } from '../studio-step';

type Now = StudioApp | undefined;

async function read(context: StudioContext, { app }: { app: AppOf }): Promise<Now> {
  const { domain, ...key } = app;
  return describeApp(context.sagemaker, await domainIdOf(context, domain), key).catch(absent);
}

const changing = (now: Now): Settled =>
  now?.status === 'Pending' || now?.status === 'Deleting'
    ? { state: 'waiting', status: now.status }
    : { state: 'done' };

export const stop: StepKind<StepThatDoes<'stop'>, StudioContext, Now> = {
  sign: '~',
  beside: ({ app }) => `stop ${app.appType}`,
  what: ({ app }) => appText(app),
  text: ({ app, why }) => `stop ${appText(app)} (what is not saved in it is lost), ${why}`,
  read,
  settled: changing,
  reached: (now) => now === undefined || now.status === 'Deleted' || now.status === 'Failed',
  async perform(context, { app }) {
    const { domain, ...key } = app;
    await deleteApp(context.sagemaker, await domainIdOf(context, domain), key);
  },
};

export const start: StepKind<StepThatDoes<'start'>, StudioContext, Now> = {
  sign: '~',
  beside: ({ app }) => `start ${app.appType}`,
  what: ({ app }) => appText(app),
  text: ({ app, spec }) => `start ${appText(app)} again on ${spec.instanceType}`,
  read,
  settled: (now) =>
    now?.status === 'Failed' ? { state: 'failed', why: now.failureReason ?? 'the app failed' } : changing(now),
  // One that failed before may be started.
  ready: changing,
  reached: (now) => now?.status === 'InService',
  async perform(context, { app, spec }) {
    const { domain, ...key } = app;
    const { instanceType, image, lifecycleConfigArn } = spec;
    await createApp(context.sagemaker, await domainIdOf(context, domain), key, {
      instanceType,
      ...(image && { image: imageOf(image) }),
      ...(lifecycleConfigArn !== undefined && { lifecycleConfigArn }),
    });
  },
};

const imageOf = ({ imageArn, versionArn, versionAlias }: NonNullable<LaunchSpec['image']>) => ({
  ...(imageArn !== undefined && { imageArn }),
  ...(versionArn !== undefined && { versionArn }),
  ...(versionAlias !== undefined && { versionAlias }),
});

import { AwsError } from '../../aws/errors';
import { SpaceAddress, type ChangeInstanceType, type ChangingInstanceType } from '../../protocol/launch';
import { noticeOf, NoticeError } from '../notices';
import { Refusal } from '../refusal';
import { followApp, nameOf, placeOf, polled } from './follow-app';
import { chosen, type LaunchParts } from './launch-app';
import { ownApp } from './stop-app';
import { say, type Message } from '../../protocol/message';

/**
 * Stores another instance type for the space of this very app, with the image and script that it runs with, and stops the
 * app: whoever starts it, from Studio or from here, has the new type. Rejects with a `Refusal` or `AwsError` before
 * anything was stored.
 */
export async function changeOwnType(
  parts: LaunchParts,
  { key, instanceType }: ChangeInstanceType,
): Promise<ChangingInstanceType> {
  const app = await ownApp(parts, key);
  if (!app.current) throw refused(say('not-this-app', { app: nameOf(app.key) }), say('restart-on-other-type'));
  if (app.key.owner.kind !== 'space' || app.status !== 'InService')
    throw refused(say('app-not-running', { app: nameOf(app.key) }));
  const known = await parts.knownSpace(app.key.owner.spaceName);
  const { space } = known;
  const { image, lifecycleConfigArn } = chosen(known, { spaceName: space.spaceName, instanceType });
  if (app.instanceType === instanceType)
    throw refused(say('app-already-on-type', { app: nameOf(app.key), instanceType }));
  const { deleteApp, describeSpace, updateSpace } = await import('../../aws/studio-api');
  const spec = {
    InstanceType: instanceType,
    ...(image?.imageArn !== undefined && { SageMakerImageArn: image.imageArn }),
    ...(image?.versionArn !== undefined && { SageMakerImageVersionArn: image.versionArn }),
    ...(image?.versionAlias !== undefined && { SageMakerImageVersionAlias: image.versionAlias }),
    ...(lifecycleConfigArn !== undefined && { LifecycleConfigArn: lifecycleConfigArn }),
  };
  const member = known.key.appType === 'JupyterLab' ? 'JupyterLabAppSettings' : 'CodeEditorAppSettings';
  const settings = { [member]: { DefaultResourceSpec: spec } };
  await updateSpace(await parts.sagemaker(), parts.domainId, space.spaceName, settings);
  const what = { kind: 'stop-app', subject: placeOf(app.key), target: { kind: 'app', key: app.key } } as const;
  const job = parts.jobs.start(what, { label: say('storing-type') }, async (report) => {
    const stored = await polled(parts, async () => {
      const { failureReason, status = '' } = await describeSpace(
        await parts.sagemaker(),
        parts.domainId,
        space.spaceName,
      );
      if (status.endsWith('Failed'))
        throw notStopped(say('type-not-stored', { instanceType, why: failureReason ?? say('aws-no-reason') }));
      return status === 'InService';
    });
    if (!stored) throw notStopped(say('space-still-changing', { spaceName: space.spaceName }));
    try {
      await deleteApp(await parts.sagemaker(), parts.domainId, app.key);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      throw notStopped(say('type-stored-only', { instanceType, why: noticeOf(error).message }), error);
    }
    parts.follow(app.key, 'Deleting');
    report({ label: say('stopping') });
    await followApp(parts, app.key, 'Deleted', (status) => {
      parts.follow(app.key, status);
    }).catch((error: unknown) => {
      parts.follow(app.key, undefined);
      throw error;
    });
    return say('app-stopped-starts-on', { app: nameOf(app.key), instanceType });
  });
  return { job: await job, ...addressOf(space.url) };
}

/** What is opened in a browser is a page, whatever AWS says; an address that is none is left out. */
function addressOf(url: string | undefined): Pick<ChangingInstanceType, 'address'> {
  const parsed = SpaceAddress.safeParse({ url, by: 'studio' });
  return parsed.success ? { address: parsed.data } : {};
}

function notStopped(why: Message, error?: AwsError): NoticeError {
  const { action, code, remedy } = error ? noticeOf(error) : { code: 'failed' as const };
  return new NoticeError({
    code,
    message: say('app-not-stopped', { why }),
    ...(remedy !== undefined && { remedy }),
    ...(action !== undefined && { action }),
  });
}

const refused = (message: Message, remedy?: Message) =>
  new Refusal(409, 'conflict', { code: 'failed', message, ...(remedy !== undefined && { remedy }) });

import { AwsError } from '../../aws/errors';
import { SpaceAddress, type ChangeInstanceType, type ChangingInstanceType } from '../../protocol/launch';
import { noticeOf, Told } from '../notices';
import { Refusal } from '../refusal';
import { followApp, nameOf, polled } from './follow-app';
import { chosen, type LaunchParts } from './launch-app';
import { ownApp } from './stop-app';

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
  if (!app.current) throw refused(`${nameOf(app.key)} is not this app.`, 'Restart it on another instance type.');
  if (app.key.owner.kind !== 'space' || app.status !== 'InService') throw refused(`${nameOf(app.key)} is not running.`);
  const known = await parts.knownSpace(app.key.owner.spaceName);
  const { space } = known;
  const { image, lifecycleConfigArn } = chosen(known, { spaceName: space.spaceName, instanceType });
  if (app.instanceType === instanceType) throw refused(`${nameOf(app.key)} already runs on ${instanceType}.`);
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
  const what = { kind: 'stop-app', subject: nameOf(app.key), target: { kind: 'app', key: app.key } } as const;
  const job = parts.jobs.start(what, { label: 'Storing the instance type' }, async (report) => {
    const stored = await polled(parts, async () => {
      const { failureReason, status = '' } = await describeSpace(
        await parts.sagemaker(),
        parts.domainId,
        space.spaceName,
      );
      if (status.endsWith('Failed'))
        throw notStopped(`${instanceType} was not stored: ${failureReason ?? 'AWS gives no reason'}`);
      return status === 'InService';
    });
    if (!stored) throw notStopped(`${space.spaceName} is still being changed`);
    try {
      await deleteApp(await parts.sagemaker(), parts.domainId, app.key);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      throw notStopped(`${instanceType} is stored for the next start: ${noticeOf(error).message}`, error);
    }
    parts.follow(app.key, 'Deleting');
    report({ label: 'Deleting' });
    await followApp(parts, app.key, 'Deleted', (status) => {
      parts.follow(app.key, status);
      report({ label: status });
    }).catch((error: unknown) => {
      parts.follow(app.key, undefined);
      throw error;
    });
    return `${nameOf(app.key)} is stopped. It starts on ${instanceType}.`;
  });
  return { job: await job, ...addressOf(space.url) };
}

/** What is opened in a browser is a page, whatever AWS says; an address that is none is left out. */
function addressOf(url: string | undefined): Pick<ChangingInstanceType, 'address'> {
  const parsed = SpaceAddress.safeParse({ url, by: 'studio' });
  return parsed.success ? { address: parsed.data } : {};
}

function notStopped(why: string, error?: AwsError): Told {
  const { action, code, remedy } = error ? noticeOf(error) : { code: 'failed' as const };
  return new Told({
    code,
    message: `This app was not stopped. ${/[.!?]$/.test(why) ? why : `${why}.`}`,
    ...(remedy !== undefined && { remedy }),
    ...(action !== undefined && { action }),
  });
}

const refused = (message: string, remedy?: string) =>
  new Refusal(409, 'conflict', { code: 'failed', message, ...(remedy !== undefined && { remedy }) });

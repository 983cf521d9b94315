import type { Job } from '../../protocol/job';
import type { UpdateSpace } from '../../protocol/launch';
import { AwsError } from '../../aws/errors';
import type { Notice } from '../../protocol/notice';
import { sentence, Told } from '../notices';
import { Refusal } from '../refusal';
import type { Jobs } from '../jobs';
import { polled, type FollowParts } from './follow-app';
import type { KnownSpace } from './space-options';

export interface UpdateSpaceParts extends FollowParts {
  jobs: Jobs;
  knownSpace(spaceName: string): Promise<KnownSpace>;
}

/**
 * Changes the idle time and the volume of a space, and follows it until it is in service again. Rejects with a `Refusal`
 * where a limit forbids it, or `AwsError`.
 */
export async function updateSpace(parts: UpdateSpaceParts, asked: UpdateSpace): Promise<Job> {
  const known = await parts.knownSpace(asked.spaceName);
  requireAllowed(known, asked);
  const { describeSpace, updateSpace: update } = await import('../../aws/studio-api');
  const { spaceName, idleMinutes, volumeGb } = asked;
  const idle = { AppLifecycleManagement: { IdleSettings: { IdleTimeoutInMinutes: idleMinutes } } };
  const member = known.key.appType === 'JupyterLab' ? 'JupyterLabAppSettings' : 'CodeEditorAppSettings';
  try {
    await update(await parts.sagemaker(), parts.domainId, spaceName, {
      ...(idleMinutes !== undefined && { [member]: idle }),
      ...(volumeGb !== undefined && { SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb: volumeGb } } }),
    });
  } catch (error) {
    // Whether AWS refuses a second enlargement at once, or the space fails with it later, is not documented: both are told alike.
    if (error instanceof AwsError && rests(error.message))
      throw new Refusal(409, 'conflict', notChanged(known, error.message));
    throw error;
  }
  const what = { kind: 'update-space', subject: spaceName, target: { kind: 'space', spaceName } } as const;
  return parts.jobs.start(what, { label: 'Updating' }, async (report) => {
    const done = await polled(parts, async () => {
      const { failureReason, status = 'unknown' } = await describeSpace(
        await parts.sagemaker(),
        parts.domainId,
        spaceName,
      );
      report({ label: status });
      if (status.endsWith('Failed'))
        throw new Told(notChanged(known, failureReason ?? `AWS gives no reason (${status})`));
      return status === 'InService';
    });
    if (!done) throw new Told({ code: 'failed', message: `${spaceName} is still being changed.` });
    return idleMinutes === undefined
      ? `${spaceName} is changed.`
      : `${spaceName} is changed. An app that runs keeps its old idle time until it is started again.`;
  });
}

/** EBS lets a volume be changed once in six hours: AWS's own sentence says so (seen in public reports). */
const rests = (reason: string) => /VolumeModificationRateExceeded|at least 6 hours/i.test(reason);

/** AWS's reason as it is, and what it means for the reader. */
function notChanged({ space, options }: KnownSpace, reason: string): Notice {
  const kept = options.volume ? ` It keeps its ${options.volume.gigabytes} GB and all files.` : '';
  return {
    code: 'failed',
    message: sentence(`${space.spaceName} was not changed: ${reason}`),
    ...(rests(reason) && {
      remedy: `A volume can be enlarged once in 6 hours, by any amount: try again when they are over.${kept}`,
    }),
  };
}

/** Limits are told before anything is asked of AWS, in words that say what is allowed. */
function requireAllowed({ space, options }: KnownSpace, { spaceName, idleMinutes, volumeGb }: UpdateSpace): void {
  if (space.sharing !== 'Private') throw refused(`${spaceName} is not a private space: others work in it.`);
  if (idleMinutes === undefined && volumeGb === undefined) throw refused('Nothing is to be changed.');
  const { idle, volume } = options;
  if (idleMinutes !== undefined) {
    if (idle?.lifecycleManagement !== 'ENABLED')
      throw refused(`Idle shutdown is ${idle ? 'off' : 'not known to be on'} here: a time would have no effect.`);
    const { minMinutes = 60, maxMinutes = 525_600 } = idle;
    if (idleMinutes < minMinutes || idleMinutes > maxMinutes)
      throw refused(`${idleMinutes} minutes are not allowed: ${minMinutes} to ${maxMinutes} are.`);
  }
  if (volumeGb === undefined) return;
  if (!volume) throw refused(`${spaceName} has no volume of its own.`);
  if (volumeGb < volume.gigabytes)
    throw refused(`A volume can only grow: it has ${volume.gigabytes} GB, and ${volumeGb} GB are less.`);
  if (volumeGb > volume.maximum) throw refused(`${volumeGb} GB are not allowed: at most ${volume.maximum} GB are.`);
}

const refused = (message: string) => new Refusal(409, 'conflict', { code: 'failed', message });

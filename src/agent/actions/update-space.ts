import type { Job } from '../../protocol/job';
import type { UpdateSpace } from '../../protocol/launch';
import { AwsError } from '../../aws/errors';
import type { Notice } from '../../protocol/notice';
import { NoticeError } from '../notices';
import { Refusal } from '../refusal';
import type { Jobs } from '../jobs';
import { polled, type FollowParts } from './follow-app';
import type { KnownSpace } from './space-options';
import { say, type Message } from '../../protocol/message';

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
  return parts.jobs.start(what, { label: say('updating') }, async () => {
    const done = await polled(parts, async () => {
      const { failureReason, status = 'unknown' } = await describeSpace(
        await parts.sagemaker(),
        parts.domainId,
        spaceName,
      );
      if (status.endsWith('Failed'))
        throw new NoticeError(notChanged(known, failureReason ?? say('aws-no-reason-status', { status })));
      return status === 'InService';
    });
    if (!done) throw new NoticeError({ code: 'failed', message: say('space-still-changing', { spaceName }) });
    return idleMinutes === undefined ? say('space-changed', { spaceName }) : say('space-changed-idle', { spaceName });
  });
}

/** EBS lets a volume be changed once in six hours: AWS's own sentence says so (seen in public reports). */
const rests = (reason: string | Message) =>
  typeof reason === 'string' && /VolumeModificationRateExceeded|at least 6 hours/i.test(reason);

/** AWS's reason as it is, and that of a volume that rests in words: AWS's speak of an internal error. */
function notChanged({ space, options }: KnownSpace, reason: string | Message): Notice {
  const { volume } = options;
  const message = (why: string | Message) => say('space-not-changed', { spaceName: space.spaceName, why });
  if (!rests(reason)) return { code: 'failed', message: message(reason) };
  return {
    code: 'failed',
    message: message(say('volume-rests')),
    remedy: volume ? say('volume-kept', { gigabytes: volume.gigabytes }) : say('try-later'),
  };
}

/** Limits are told before anything is asked of AWS, in words that say what is allowed. */
function requireAllowed({ space, options }: KnownSpace, { spaceName, idleMinutes, volumeGb }: UpdateSpace): void {
  if (space.sharing !== 'Private') throw refused(say('space-not-private', { spaceName }));
  if (idleMinutes === undefined && volumeGb === undefined) throw refused(say('nothing-to-change'));
  const { idle, volume } = options;
  if (idleMinutes !== undefined) {
    if (idle?.lifecycleManagement !== 'ENABLED')
      throw refused(say(idle ? 'idle-time-without-effect' : 'idle-time-unsure'));
    const { minMinutes = 60, maxMinutes = 525_600 } = idle;
    if (idleMinutes < minMinutes || idleMinutes > maxMinutes)
      throw refused(say('minutes-not-allowed', { idleMinutes, minimum: minMinutes, maximum: maxMinutes }));
  }
  if (volumeGb === undefined) return;
  if (!volume) throw refused(say('no-own-volume', { spaceName }));
  if (volumeGb < volume.gigabytes) throw refused(say('volume-only-grows', { now: volume.gigabytes, asked: volumeGb }));
  if (volumeGb > volume.maximum)
    throw refused(say('volume-too-large', { gigabytes: volumeGb, maximum: volume.maximum }));
}

const refused = (message: Message) => new Refusal(409, 'conflict', { code: 'failed', message });

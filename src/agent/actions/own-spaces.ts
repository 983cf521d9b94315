import { AwsError } from '../../aws/errors';
import { sameName } from '../../protocol/app-identity';
import type { Job } from '../../protocol/job';
import type { CreateSpace } from '../../protocol/space-action';
import type { Jobs } from '../jobs';
import { NoticeError } from '../notices';
import { Refusal } from '../refusal';
import type { Studio } from '../studio';
import { polled, type FollowParts } from './follow-app';
import { knownPerson } from './known-person';
import { say, type Message } from '../../protocol/message';

export interface SpaceParts extends FollowParts {
  jobs: Jobs;
  studio: Studio;
  /** Until when sources are waited for, as `elapsed` tells. */
  until: number;
}

/** Makes a private space for who asks, and follows it until it can be used. Rejects with a `Refusal` or `AwsError`. */
export async function createSpace(parts: SpaceParts, { appType, spaceName, volumeGb }: CreateSpace): Promise<Job> {
  const { jobs, studio, until } = parts;
  const person = await knownPerson(studio, until);
  const spaces = await studio.apps.readSpaces({ until });
  if (spaces.state === 'ready' && spaces.value.some((space) => sameName(space.spaceName, spaceName)))
    throw refused(say('space-exists', { spaceName }), say('choose-other-space-name'));
  if (volumeGb !== undefined) {
    const { levels } = await studio.settings.levelsAbove({ sharing: 'Private' }, { until });
    const maximum = levels['user-profile']?.maximumVolumeGb ?? levels.domain?.maximumVolumeGb;
    if (maximum !== undefined && volumeGb > maximum)
      throw refused(say('volume-too-large', { gigabytes: volumeGb, maximum }));
  }
  const { createSpace: create, describeSpace } = await import('../../aws/studio-api');
  const { domainId } = parts;
  const storage = { SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb: volumeGb } } };
  await create(
    await parts.sagemaker(),
    {
      DomainId: domainId,
      SpaceName: spaceName,
      OwnershipSettings: { OwnerUserProfileName: person },
      SpaceSharingSettings: { SharingType: 'Private' },
      SpaceSettings: { AppType: appType, ...(volumeGb !== undefined && storage) },
    },
    {},
  );
  const what = { kind: 'create-space', subject: spaceName, target: { kind: 'space', spaceName } } as const;
  return jobs.start(what, { label: say('creating') }, async () => {
    const done = await polled(parts, async () => {
      const { failureReason, status } = await describeSpace(await parts.sagemaker(), domainId, spaceName);
      if (status === 'Failed')
        throw failed(say('space-not-created', { spaceName, why: failureReason ?? say('aws-no-reason') }));
      return status === 'InService';
    }).finally(() => studio.apps.forgetSpaces());
    if (!done) throw failed(say('space-still-created', { spaceName }));
    return say('space-created', { spaceName });
  });
}

/** Deletes a space with its volume, and follows it until it is gone. Rejects with a `Refusal` or `AwsError`. */
export async function deleteSpace(parts: SpaceParts, spaceName: string, typed: string): Promise<Job> {
  const { domainId, jobs, studio } = parts;
  const volume = await deletable(parts, spaceName);
  if (typed !== spaceName)
    throw refused(say('space-name-not-typed', { spaceName }), say('type-space-name', { spaceName }));
  const { deleteSpace: remove, describeSpace } = await import('../../aws/studio-api');
  await remove(await parts.sagemaker(), domainId, spaceName);
  studio.apps.forgetSpaces();
  const what = { kind: 'delete-space', subject: spaceName, target: { kind: 'space', spaceName } } as const;
  return jobs.start(what, { label: say('deleting') }, async () => {
    const gone = await polled(parts, async () => {
      const { failureReason, status } = await describeSpace(await parts.sagemaker(), domainId, spaceName);
      if (status === 'Delete_Failed')
        throw failed(say('space-not-deleted', { spaceName, why: failureReason ?? say('aws-no-reason') }));
      return false;
    })
      .catch((error: unknown) => {
        if (error instanceof AwsError && error.failure.kind === 'not-found') return true;
        throw error;
      })
      .finally(() => studio.apps.forgetSpaces());
    if (!gone) throw failed(say('space-still-deleted', { spaceName }));
    return volume === undefined
      ? say('space-deleted', { spaceName })
      : say('space-deleted-with-volume', { spaceName, volume });
  });
}

/** The gigabytes of a space that may be deleted, where it has a volume. Rejects with a `Refusal` that says why it may not. */
async function deletable({ studio, until }: SpaceParts, spaceName: string): Promise<number | undefined> {
  await knownPerson(studio, until);
  const [spaces, apps] = await Promise.all([
    studio.apps.readSpaces({ until }),
    studio.apps.read({ until, fresh: true }),
  ]);
  const [trouble] = [
    ...(spaces.state === 'missing' ? spaces.notices : []),
    ...(apps.state === 'missing' ? apps.notices : []),
  ];
  if (spaces.state === 'missing' || apps.state === 'missing')
    throw new Refusal(502, 'failed', trouble ?? { code: 'failed', message: say('space-not-known', { spaceName }) });
  const space = spaces.value.find((one) => one.spaceName === spaceName);
  if (!space)
    throw new Refusal(404, 'not-found', {
      code: 'not-found',
      message: say('not-your-space', { spaceName }),
      remedy: say('refresh-panel'),
    });
  if (!space.own || space.sharing !== 'Private') throw refused(say('not-private-own', { spaceName }));
  const { owner } = studio.metadata.key;
  if (owner.kind === 'space' && sameName(owner.spaceName, spaceName))
    throw refused(say('space-of-this-app', { spaceName }), say('delete-elsewhere'));
  const live = apps.value.find(
    ({ key, status }) =>
      key.owner.kind === 'space' &&
      sameName(key.owner.spaceName, spaceName) &&
      status !== 'Deleted' &&
      status !== 'Failed',
  );
  if (live) throw refused(say('app-runs-in', { spaceName }), say('stop-first'));
  return space.volumeGb;
}

const failed = (message: Message) => new NoticeError({ code: 'failed', message });
const refused = (message: Message, remedy?: Message) =>
  new Refusal(409, 'conflict', { code: 'failed', message, ...(remedy !== undefined && { remedy }) });

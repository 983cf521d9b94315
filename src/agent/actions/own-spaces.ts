import { AwsError } from '../../aws/errors';
import { sameName } from '../../protocol/app-identity';
import type { Job } from '../../protocol/job';
import type { CreateSpace } from '../../protocol/space-action';
import type { Jobs } from '../jobs';
import { sentence, Told } from '../notices';
import { Refusal } from '../refusal';
import type { Studio } from '../studio';
import { polled, type FollowParts } from './follow-app';
import { knownPerson } from './known-person';

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
    throw refused(`You have a space ${spaceName} already.`, 'Choose another name.');
  if (volumeGb !== undefined) {
    const { levels } = await studio.settings.levelsAbove({ sharing: 'Private' }, { until });
    const maximum = levels['user-profile']?.maximumVolumeGb ?? levels.domain?.maximumVolumeGb;
    if (maximum !== undefined && volumeGb > maximum)
      throw refused(`${volumeGb} GB are not allowed: at most ${maximum} GB are.`);
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
  return jobs.start(what, { label: 'Creating' }, async () => {
    const done = await polled(parts, async () => {
      const { failureReason, status } = await describeSpace(await parts.sagemaker(), domainId, spaceName);
      if (status === 'Failed') throw failed(`${spaceName} was not created: ${failureReason ?? 'AWS gives no reason'}`);
      return status === 'InService';
    }).finally(() => studio.apps.forgetSpaces());
    if (!done) throw failed(`${spaceName} is still being created.`);
    return `${spaceName} is created.`;
  });
}

/** Deletes a space with its volume, and follows it until it is gone. Rejects with a `Refusal` or `AwsError`. */
export async function deleteSpace(parts: SpaceParts, spaceName: string, typed: string): Promise<Job> {
  const { domainId, jobs, studio } = parts;
  const volume = await deletable(parts, spaceName);
  if (typed !== spaceName)
    throw refused(`${spaceName} was not deleted: its name was not typed.`, `Type ${spaceName} to delete it.`);
  const { deleteSpace: remove, describeSpace } = await import('../../aws/studio-api');
  await remove(await parts.sagemaker(), domainId, spaceName);
  studio.apps.forgetSpaces();
  const what = { kind: 'delete-space', subject: spaceName, target: { kind: 'space', spaceName } } as const;
  return jobs.start(what, { label: 'Deleting' }, async () => {
    const gone = await polled(parts, async () => {
      const { failureReason, status } = await describeSpace(await parts.sagemaker(), domainId, spaceName);
      if (status === 'Delete_Failed')
        throw failed(`${spaceName} was not deleted: ${failureReason ?? 'AWS gives no reason'}`);
      return false;
    })
      .catch((error: unknown) => {
        if (error instanceof AwsError && error.failure.kind === 'not-found') return true;
        throw error;
      })
      .finally(() => studio.apps.forgetSpaces());
    if (!gone) throw failed(`${spaceName} is still being deleted.`);
    return `${spaceName} is deleted${volume === undefined ? '' : ` with its volume of ${volume} GB`}.`;
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
    throw new Refusal(502, 'failed', trouble ?? { code: 'failed', message: `${spaceName} is not known.` });
  const space = spaces.value.find((one) => one.spaceName === spaceName);
  if (!space)
    throw new Refusal(404, 'not-found', {
      code: 'not-found',
      message: `${spaceName} is not among your spaces.`,
      remedy: 'Refresh the panel.',
    });
  if (!space.own || space.sharing !== 'Private') throw refused(`${spaceName} is not a private space of yours.`);
  const { owner } = studio.metadata.key;
  if (owner.kind === 'space' && sameName(owner.spaceName, spaceName))
    throw refused(`${spaceName} is the space that you work in.`, 'Delete it from Studio or from another space.');
  const live = apps.value.find(
    ({ key, status }) =>
      key.owner.kind === 'space' &&
      sameName(key.owner.spaceName, spaceName) &&
      status !== 'Deleted' &&
      status !== 'Failed',
  );
  if (live) throw refused(`An app runs in ${spaceName}.`, 'Stop it first.');
  return space.volumeGb;
}

const failed = (message: string) => new Told({ code: 'failed', message: sentence(message) });
const refused = (message: string, remedy?: string) =>
  new Refusal(409, 'conflict', { code: 'failed', message, ...(remedy !== undefined && { remedy }) });

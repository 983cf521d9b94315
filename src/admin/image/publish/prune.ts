import * as z from 'zod';
import type { SageMaker } from '../../../aws/client';
import { listDomainIds } from '../../../aws/domain';
import { AwsError } from '../../../aws/errors';
import {
  deleteImageVersion,
  findImageVersion,
  listAliases,
  listImageVersions,
  type ImageVersion,
} from '../../../aws/image-version';
import type { Context } from '../../converge/context';
import { kindsOf, type StepKind } from '../../converge/kind';
import { type Plan, planOf } from '../../converge/plan';
import { stepSchema } from '../../converge/step';
import { imageUses } from '../verify/image-uses';
import { type KnownUse, type KnownVersion, type VersionFate, versionFates } from '../verify/version-fates';
import { describeAll } from './described';

/**
 * Which versions of an image anybody in the account and region uses, by domains, user profiles, spaces and live apps.
 * Image names are compared without regard to case, as ARNs vary. Rejects with `AwsError`.
 */
export async function fatesOf(sagemaker: SageMaker, imageName: string): Promise<VersionFate[]> {
  const versions: KnownVersion[] = [];
  for (const version of await listImageVersions(sagemaker, imageName)) {
    versions.push({ ...version, aliases: await listAliases(sagemaker, imageName, version.version) });
  }
  const uses: KnownUse[] = [];
  for (const domainId of await listDomainIds(sagemaker)) {
    for (const { who, description, runs } of await describeAll(sagemaker, domainId)) {
      for (const use of imageUses(description)) {
        if (use.imageName.toLowerCase() !== imageName.toLowerCase()) continue;
        uses.push({ who: `${who} of ${domainId}`, version: use.version, ...(runs && { runs }) });
      }
    }
  }
  return versionFates(versions, uses);
}

export interface PruneContext extends Context {
  sagemaker: SageMaker;
  lasting(): PruneContext;
}

const Body = z.discriminatedUnion('do', [
  z.object({ do: z.literal('delete-version'), imageName: z.string(), version: z.number() }),
]);
export const PruneStep = stepSchema(Body);
export type PruneStep = z.infer<typeof PruneStep>;

/** A plan that deletes the versions that nobody uses. */
export function planPrune(imageName: string, fates: readonly VersionFate[]): Plan<PruneStep> {
  const unused = fates.filter(({ kept }) => kept.length === 0);
  return planOf(
    `image ${imageName}`,
    unused.map(({ version }): PruneStep => ({
      do: 'delete-version',
      id: `delete version ${version}`,
      needs: [],
      takesEffect: { when: 'now' },
      takeBack: { how: 'cannot', why: 'a version that is deleted is gone; publish its image again' },
      imageName,
      version,
    })),
  );
}

/** SageMaker refuses to delete a version that came into use meanwhile; one that got an alias stays too. */
const deleteVersion: StepKind<PruneStep, PruneContext, ImageVersion | undefined> = {
  sign: '-',
  what: ({ imageName, version }) => `version ${version} of image ${imageName}`,
  text: ({ imageName, version }) => `delete version ${version} of image ${imageName}`,
  read: ({ sagemaker }, { imageName, version }) => findImageVersion(sagemaker, imageName, { number: version }),
  settled: (now) =>
    now?.status === 'CREATING' || now?.status === 'DELETING'
      ? { state: 'waiting', status: now.status }
      : { state: 'done' },
  reached: (now) => now === undefined,
  async namedBy({ sagemaker }, { imageName, version }) {
    return (await listAliases(sagemaker, imageName, version)).map((alias) => `alias ${alias}`);
  },
  async perform({ sagemaker }, { imageName, version }) {
    try {
      await deleteImageVersion(sagemaker, imageName, version);
    } catch (error) {
      if (!(error instanceof AwsError) || error.failure.kind !== 'conflict') throw error;
      return { kept: error.failure.message };
    }
  },
};

export const pruneKinds = kindsOf<PruneStep, PruneContext>({ 'delete-version': deleteVersion });

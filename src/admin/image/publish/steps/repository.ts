import { AwsError } from '../../../../aws/errors';
import { createRepository, deleteRepository, hasRepository, type EcrRepository } from '../../../../aws/ecr-repository';
import type { StepKind } from '../../../converge/kind';
import type { PublishContext } from '../context';
import { ecrRepositoryOf } from '../publication';
import type { StepThatDoes } from '../publish-step';

type Make = StepThatDoes<'make-repository'>;
type Delete = StepThatDoes<'delete-repository'>;

/** ECR, unlike other registries, makes no repository by itself. */
export const makeRepository: StepKind<Make, PublishContext, boolean> = {
  sign: '+',
  what: whatRepository,
  text: (step) => `make ${whatRepository(step)}`,
  read: ({ signal }, step) => hasRepository(ecr(step), signal),
  reached: (there) => there,
  perform: ({ signal }, step) => createRepository(ecr(step), signal),
};

/** ECR itself keeps one that has images. */
export const deleteRepositoryKind: StepKind<Delete, PublishContext, boolean> = {
  sign: '-',
  what: whatRepository,
  text: (step) => `delete ${whatRepository(step)}`,
  read: ({ signal }, step) => hasRepository(ecr(step), signal),
  reached: (there) => !there,
  async perform(_, step) {
    try {
      await deleteRepository(ecr(step));
    } catch (error) {
      if (!(error instanceof AwsError) || error.failure.kind !== 'conflict') throw error;
      return { kept: error.failure.message };
    }
  },
};

/** A repository in words. */
export function whatRepository(step: { registry: string; repository: string }): string {
  return `repository ${step.repository} in ${ecr(step).region}`;
}

function ecr({ registry, repository }: { registry: string; repository: string }): EcrRepository {
  const found = ecrRepositoryOf(registry, repository);
  if (!found) throw new Error(`${registry} is not a registry of ECR's`);
  return found;
}

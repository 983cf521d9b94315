import { AwsError } from '../../../aws/errors';
import { createRepository, deleteRepository, hasRepository } from '../../../aws/ecr-repository';
import type { EcrRepository } from '../../../aws/ecr-repository';
import type { Step } from './step';

/** Sees that a repository of ECR is there, which, unlike other registries, makes none by itself. */
export const repositoryStep =
  (repository: EcrRepository): Step =>
  async () => {
    const what = `repository ${repository.repositoryName} in ${repository.region}`;
    try {
      if (await hasRepository(repository)) return { state: 'there', text: `${what} is there`, value: undefined };
    } catch (error) {
      // Who may push need not be allowed to look: the push will tell.
      if (!(error instanceof AwsError) || error.failure.kind !== 'permission') throw error;
      return { state: 'there', text: `${what}: whether it is there may not be asked`, value: undefined };
    }
    return {
      state: 'to-do',
      text: `make ${what}`,
      async carryOut(undo) {
        await createRepository(repository);
        undo.made(what, () => deleteRepository(repository));
      },
    };
  };

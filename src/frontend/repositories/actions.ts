import { folderIcon } from '@jupyterlab/ui-components';
import type { Repository } from '../../protocol/repository';
import type { RowActions } from '../elements/row-action';
import type { RepositoryVerb } from './commands';

const isHere = ({ clonedAt }: Repository) => clonedAt !== undefined;

/** What can be done with repositories. What each does is `RepositoryVerbs`' method of its name. */
export const repositoryActions: RowActions<RepositoryVerb, Repository> = {
  clone: {
    fits: (repository) => !isHere(repository),
    question: (trans) => trans.__('Clone which repository?'),
    main: true,
    button: {
      text: (trans) => trans.__('Clone'),
      atWork: (trans) => trans.__('Cloning…'),
      label: (trans, name) => trans.__('Clone %1', name),
    },
  },
  fetch: {
    fits: isHere,
    question: (trans) => trans.__('Fetch which repository?'),
  },
  pull: {
    fits: isHere,
    question: (trans) => trans.__('Pull which repository?'),
  },
  open: {
    fits: isHere,
    question: (trans) => trans.__('Open which repository?'),
    main: true,
    button: { icon: folderIcon, label: (trans, name) => trans.__('Open the folder of %1', name) },
    meanwhile: true,
  },
  openInGit: {
    fits: isHere,
    question: (trans) => trans.__('Open which repository?'),
  },
  // Its button is there while the environment is missing.
  createEnvironment: {
    fits: (repository) => isHere(repository) && repository.environment !== undefined,
    question: (trans) => trans.__('Create the environment of which repository?'),
  },
};

import { downloadIcon, folderIcon, refreshIcon, treeViewIcon } from '@jupyterlab/ui-components';
import type { Repository } from '../../protocol/repository';
import type { RowAction, RowActions } from '../elements/row-action';

/** The command by which jupyterlab-git shows its panel, for the folder in which the file browser is. */
export const gitPanel = 'git:ui';

const isHere = ({ clonedAt }: Repository) => clonedAt !== undefined;

const table = {
  clone: {
    id: 'studiolo:clone-repository',
    fits: (repository) => !isHere(repository),
    label: (trans) => trans.__('Clone a Suggested Repository…'),
    short: (trans) => trans.__('Clone…'),
    question: (trans) => trans.__('Clone which repository?'),
    button: {
      text: (trans) => trans.__('Clone'),
      atWork: (trans) => trans.__('Cloning…'),
      label: (trans, name) => trans.__('Clone %1', name),
    },
  },
  fetch: {
    id: 'studiolo:fetch-repository',
    fits: isHere,
    label: (trans) => trans.__('Fetch What Is New in a Repository…'),
    short: (trans) => trans.__('Fetch What Is New'),
    question: (trans) => trans.__('Fetch what is new in which repository?'),
    button: { icon: refreshIcon, label: (trans, name) => trans.__('Fetch what is new in %1', name) },
  },
  pull: {
    id: 'studiolo:pull-repository',
    fits: isHere,
    label: (trans) => trans.__('Pull a Repository…'),
    short: (trans) => trans.__('Pull'),
    question: (trans) => trans.__('Pull which repository?'),
    button: { icon: downloadIcon, label: (trans, name) => trans.__('Pull %1', name) },
  },
  open: {
    id: 'studiolo:open-repository',
    fits: isHere,
    label: (trans) => trans.__('Open the Folder of a Repository…'),
    short: (trans) => trans.__('Open Its Folder'),
    question: (trans) => trans.__('Open which repository?'),
    button: { icon: folderIcon, label: (trans, name) => trans.__('Open the folder of %1', name) },
    meanwhile: true,
  },
  openInGit: {
    id: 'studiolo:open-repository-in-git',
    fits: isHere,
    label: (trans) => trans.__('Open a Repository in the Git Panel…'),
    short: (trans) => trans.__('Open in the Git Panel'),
    question: (trans) => trans.__('Open which repository?'),
    button: { icon: treeViewIcon, label: (trans, name) => trans.__('Open %1 in the Git panel', name) },
    meanwhile: true,
    needs: gitPanel,
  },
  // Its button is in the line that tells of the environment.
  createEnvironment: {
    id: 'studiolo:create-project-environment',
    fits: (repository) => isHere(repository) && repository.environment !== undefined,
    label: (trans) => trans.__('Create the Environment of a Repository…'),
    short: (trans) => trans.__('Create Its Environment'),
    question: (trans) => trans.__('Create the environment of which repository?'),
  },
} satisfies Record<string, RowAction<Repository>>;

/** What can be done with a repository. */
export type RepositoryVerb = keyof typeof table;

/** The actions on repositories. What each does is `RepositoryVerbs`' method of its name. */
export const repositoryActions: RowActions<RepositoryVerb, Repository> = table;

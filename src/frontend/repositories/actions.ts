import { folderIcon } from '@jupyterlab/ui-components';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import type { Repository } from '../../protocol/repository';
import { takes, text } from '../elements/json-schema';
import type { RowActions } from '../elements/row-action';
import type { RepositoryVerb } from './commands';

const url = text('The address of a repository in the list. Asked for where it is absent.');
/** How it is cloned. */
const how = {
  folder: text('Where its own folder is made, relative to the root. Asked for where it is absent.'),
  branch: text('The server’s default branch, if absent.'),
  depth: { type: 'integer', minimum: 1, description: 'How many commits back; all of them, if absent.' },
};
const isHere = ({ clonedAt }: Repository) => clonedAt !== undefined;

/** What can be done with repositories. What each does is `RepositoryVerbs`' method of its name. */
export const repositoryActions: RowActions<RepositoryVerb, Repository> = {
  clone: {
    fits: (repository) => !isHere(repository),
    question: (trans) => trans.__('Clone which repository?'),
    menu: (trans) => trans.__('Clone…'),
    takes: takes({ url, ...how }),
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
    menu: (trans) => trans.__('Fetch'),
  },
  pull: {
    fits: isHere,
    question: (trans) => trans.__('Pull which repository?'),
    menu: (trans) => trans.__('Pull'),
  },
  open: {
    fits: isHere,
    question: (trans) => trans.__('Open which repository?'),
    menu: (trans) => trans.__('Open Folder'),
    main: true,
    button: { icon: folderIcon, label: (trans, name) => trans.__('Open the folder of %1', name) },
    meanwhile: true,
  },
  openInGit: {
    fits: isHere,
    question: (trans) => trans.__('Open which repository?'),
    menu: (trans) => trans.__('Open in Git Panel'),
  },
  // Its button is there while the environment is missing.
  createEnvironment: {
    fits: (repository) => isHere(repository) && repository.environment !== undefined,
    question: (trans) => trans.__('Create the environment of which repository?'),
    menu: (trans) => trans.__('Create Environment'),
  },
};

const anyUrl = text('The https address of a Git repository. Asked for where it or the folder is absent.');

/** What the command of an action on a repository takes: its address, and what some take besides. */
export const repositoryArguments = (verb: RepositoryVerb | 'cloneByAddress'): ReadonlyJSONObject =>
  verb === 'cloneByAddress' ? takes({ url: anyUrl, ...how }) : (repositoryActions[verb].takes ?? takes({ url }));

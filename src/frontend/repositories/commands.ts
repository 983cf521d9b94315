import type { CommandPlaces } from '../elements/add-command';
import { addRowCommands, type Run, type RowCommand, type Takes } from '../elements/row-command';

/** The command by which jupyterlab-git shows its panel, for the folder in which the file browser is. */
export const gitPanel = 'git:ui';

const table = {
  clone: {
    id: 'studiolo:clone-repository',
    label: (trans) => trans.__('Clone a Suggested Repository…'),
    short: (trans) => trans.__('Clone…'),
  },
  fetch: {
    id: 'studiolo:fetch-repository',
    label: (trans) => trans.__('Fetch a Repository…'),
    short: (trans) => trans.__('Fetch'),
  },
  pull: {
    id: 'studiolo:pull-repository',
    label: (trans) => trans.__('Pull a Repository…'),
    short: (trans) => trans.__('Pull'),
  },
  open: {
    id: 'studiolo:open-repository',
    label: (trans) => trans.__('Open the Folder of a Repository…'),
    short: (trans) => trans.__('Open Folder'),
  },
  openInGit: {
    id: 'studiolo:open-repository-in-git',
    label: (trans) => trans.__('Open a Repository in the Git Panel…'),
    short: (trans) => trans.__('Open in Git Panel'),
    needs: gitPanel,
  },
  createEnvironment: {
    id: 'studiolo:create-project-environment',
    label: (trans) => trans.__('Create the Environment of a Repository…'),
    short: (trans) => trans.__('Create Environment'),
  },
} satisfies Record<string, RowCommand>;

/** What can be done with repositories. */
export type RepositoryVerb = keyof typeof table;

/** The commands of repositories. */
export const repositoryCommands: Readonly<Record<RepositoryVerb, RowCommand>> = table;

/** Adds the commands of repositories. */
export function addRepositoryCommands(
  places: CommandPlaces,
  { run, takes }: { run: Run<RepositoryVerb>; takes: Takes<RepositoryVerb> },
): void {
  addRowCommands(places, repositoryCommands, { run, takes });
}

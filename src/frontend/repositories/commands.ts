import { addCommand, type CommandPlaces } from '../elements/add-command';
import { addRowCommands, type Run, type RowCommand, type Takes } from '../elements/row-command';

/** The command by which jupyterlab-git shows its panel, for the folder in which the file browser is. */
export const gitPanel = 'git:ui';

const table = {
  clone: {
    id: 'studiolo:clone-repository',
    label: (trans) => trans.__('Clone a Suggested Repository…'),
  },
  fetch: {
    id: 'studiolo:fetch-repository',
    label: (trans) => trans.__('Fetch a Repository…'),
  },
  pull: {
    id: 'studiolo:pull-repository',
    label: (trans) => trans.__('Pull a Repository…'),
  },
  open: {
    id: 'studiolo:open-repository',
    label: (trans) => trans.__('Open the Folder of a Repository…'),
  },
  openInGit: {
    id: 'studiolo:open-repository-in-git',
    label: (trans) => trans.__('Open a Repository in the Git Panel…'),
    needs: gitPanel,
  },
  createEnvironment: {
    id: 'studiolo:create-project-environment',
    label: (trans) => trans.__('Create the Environment of a Repository…'),
  },
} satisfies Record<string, RowCommand>;

/** What can be done with repositories. */
export type RepositoryVerb = keyof typeof table;

/** The commands of repositories. */
export const repositoryCommands: Readonly<Record<RepositoryVerb, RowCommand>> = table;

/** Clones what nobody suggests: it has no row yet. */
export const cloneByAddress = 'studiolo:clone-address';

/** Adds the commands of repositories. */
export function addRepositoryCommands(
  places: CommandPlaces,
  { run, takes }: { run: Run<RepositoryVerb | 'cloneByAddress'>; takes: Takes<RepositoryVerb | 'cloneByAddress'> },
): void {
  addCommand(places, {
    id: cloneByAddress,
    label: places.trans.__('Clone a Repository by Address…'),
    takes: () => takes('cloneByAddress'),
    execute: (given) => run('cloneByAddress', given),
  });
  addRowCommands(places, repositoryCommands, { run, takes });
}

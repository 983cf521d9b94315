import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { addCommand, type CommandPlaces } from '../elements/add-command';
import { addRowCommands, type Run, type RowCommand, type Takes } from '../elements/row-command';

/** What conda's own files are called, and those of teams that have several: `environment.yml`, `env-gpu.yaml`. */
const describesEnvironment = /(^|[^a-z])(env|environment|conda)([^a-z].*)?\.ya?ml$/i;

/** The commands that make an environment, which stand in no row. */
export const creating = {
  new: 'studiolo:create-environment',
  fromFile: 'studiolo:create-environment-from-file',
} as const;

const table = {
  install: {
    id: 'studiolo:install-packages',
    label: (trans) => trans.__('Install Packages into a Conda Environment…'),
  },
  clone: {
    id: 'studiolo:clone-environment',
    label: (trans) => trans.__('Clone a Conda Environment…'),
  },
  export: {
    id: 'studiolo:export-environment',
    label: (trans) => trans.__('Export a Conda Environment…'),
  },
  register: {
    id: 'studiolo:register-kernel',
    label: (trans) => trans.__('Add a Kernel for a Conda Environment…'),
  },
  measure: {
    id: 'studiolo:measure-environment',
    label: (trans) => trans.__('Measure a Conda Environment…'),
  },
  repair: {
    id: 'studiolo:repair-environment',
    label: (trans) => trans.__('Repair a Conda Environment…'),
  },
  remove: {
    id: 'studiolo:remove-environment',
    label: (trans) => trans.__('Remove a Conda Environment…'),
  },
} satisfies Record<string, RowCommand>;

/** What can be done with environments. */
export type EnvironmentVerb = keyof typeof table;

/** The commands of the rows of environments. */
export const environmentCommands: Readonly<Record<EnvironmentVerb, RowCommand>> = table;

/** Adds the commands of environments. */
export function addEnvironmentCommands(
  places: CommandPlaces,
  { run, takes }: { run: Run<EnvironmentVerb | 'create'>; takes: Takes<EnvironmentVerb> },
  fileBrowser: IDefaultFileBrowser | null,
): void {
  const { trans } = places;
  addCommand(places, {
    id: creating.new,
    label: trans.__('New Conda Environment…'),
    takes: async () => (await import('./create-arguments')).createArguments,
    execute: (given) => run('create', given),
  });
  addRowCommands(places, environmentCommands, { run, takes });
  const selected = () => [...(fileBrowser?.selectedItems() ?? [])];
  // Its place is the file browser's menu: the dialog that it opens takes the selected file.
  addCommand(places, {
    id: creating.fromFile,
    label: trans.__('Create Conda Environment…'),
    isVisible: () => selected().length === 1 && selected().every(({ name }) => describesEnvironment.test(name)),
    execute: () => run('create', { from: 'file' }),
  });
}

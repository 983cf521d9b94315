import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { addCommand, type CommandPlaces } from '../elements/add-command';
import { addActions, type Run } from '../elements/row-action';
import { creating, environmentActions, type EnvironmentVerb } from './actions';

/** What conda's own files are called, and those of teams that have several: `environment.yml`, `env-gpu.yaml`. */
const describesEnvironment = /(^|[^a-z])(env|environment|conda)([^a-z].*)?\.ya?ml$/i;

/** Adds the commands of environments. */
export function addEnvironmentCommands(
  places: CommandPlaces,
  run: Run<EnvironmentVerb | 'create'>,
  fileBrowser: IDefaultFileBrowser | null,
): void {
  const { trans } = places;
  addCommand(places, {
    id: creating.new,
    label: trans.__('New Conda Environment…'),
    takes: async () => (await import('./arguments')).createArguments,
    execute: (given) => run('create', given),
  });
  addActions(places, environmentActions, {
    run,
    takes: async (verb) => (await import('./arguments')).environmentArguments(verb),
  });
  const selected = () => [...(fileBrowser?.selectedItems() ?? [])];
  // Its place is the file browser's menu: the dialog that it opens takes the selected file.
  addCommand(places, {
    id: creating.fromFile,
    label: trans.__('Create a Conda Environment from This File…'),
    isVisible: () => selected().length === 1 && selected().every(({ name }) => describesEnvironment.test(name)),
    execute: () => run('create', { from: 'file' }),
  });
}

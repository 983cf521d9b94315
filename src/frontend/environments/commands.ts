import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { addCommand, type CommandPlaces } from '../elements/add-command';
import { environmentCommands as ids } from './command-ids';
import type { EnvironmentHandlers } from './verbs';

/** What conda's own files are called, and those of teams that have several: `environment.yml`, `env-gpu.yaml`. */
const describesEnvironment = /(^|[^a-z])(env|environment|conda)([^a-z].*)?\.ya?ml$/i;

/** Adds the commands of environments. What they do is loaded when one is first used. */
export function addEnvironmentCommands(places: CommandPlaces, fileBrowser: IDefaultFileBrowser | null): void {
  const { app, panel, trans } = places;
  const run =
    (does: (handlers: EnvironmentHandlers, args: ReadonlyPartialJSONObject) => Promise<void>) =>
    async (args: ReadonlyPartialJSONObject) => {
      app.shell.activateById(panel.id);
      const handlers = await panel.environments();
      if (handlers) await does(handlers, args);
    };
  const add = (
    verb: 'create' | 'install' | 'export' | 'register' | 'repair' | 'remove',
    label: string,
    short?: string,
  ) =>
    addCommand(places, {
      id: ids[verb],
      label,
      ...(short !== undefined && { short }),
      execute: run((handlers, args) => handlers[verb](args)),
    });
  add('create', trans.__('New Conda Environment…'));
  add('install', trans.__('Install Packages into a Conda Environment…'), trans.__('Install Packages…'));
  addCommand(places, {
    id: ids.clone,
    label: trans.__('Clone a Conda Environment…'),
    short: trans.__('Clone…'),
    execute: run((handlers, args) => handlers.create({ ...args, from: 'clone' })),
  });
  add('export', trans.__('Export a Conda Environment…'), trans.__('Export as environment.yml…'));
  add('register', trans.__('Register a Conda Environment as a Kernel…'), trans.__('Register as Kernel'));
  add('repair', trans.__('Repair a Conda Environment…'), trans.__('Repair…'));
  add('remove', trans.__('Remove a Conda Environment…'), trans.__('Remove…'));
  const selected = () => [...(fileBrowser?.selectedItems() ?? [])];
  // Its place is the file browser's menu: the dialog that it opens takes the selected file.
  addCommand(places, {
    id: ids.fromFile,
    label: trans.__('Create a Conda Environment from This File…'),
    isVisible: () => selected().length === 1 && selected().every(({ name }) => describesEnvironment.test(name)),
    execute: run((handlers) => handlers.create({ from: 'file' })),
  });
}

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyJSONObject, ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { StudioPanel } from '../panel';
import { environmentCommands as ids } from './command-ids';
import type { EnvironmentHandlers } from './handlers';

const text = (description: string) => ({ type: 'string', description });
const list = (description: string) => ({ type: 'array', items: { type: 'string' }, description });
const prefix = text('The folder of the environment. Asked for where it is absent.');
const takes = (properties: ReadonlyJSONObject) => ({ args: { type: 'object', properties } });

/** Adds the commands of environments, and puts them in the palette. What they do is loaded when one is first used. */
export function addEnvironmentCommands(
  app: JupyterFrontEnd,
  panel: StudioPanel,
  palette: ICommandPalette | null,
  trans: TranslationBundle,
): void {
  const add = (
    id: string,
    label: string,
    short: string,
    describedBy: ReturnType<typeof takes>,
    run: (handlers: EnvironmentHandlers, args: ReadonlyPartialJSONObject) => Promise<void>,
  ) => {
    app.commands.addCommand(id, {
      // In the menu of one environment it is clear which is meant.
      label: (args) => (args['prefix'] === undefined || args['isPalette'] ? label : short),
      describedBy,
      execute: async (args) => {
        app.shell.activateById(panel.id);
        const handlers = await panel.environments();
        if (handlers) await run(handlers, args);
      },
    });
    palette?.addItem({ command: id, category: trans.__('SageMaker Studio'), args: { isPalette: true } });
  };
  add(
    ids.create,
    trans.__('New Conda Environment…'),
    trans.__('New Conda Environment…'),
    takes({
      from: { type: 'string', enum: ['packages', 'file', 'clone'], description: 'What it is made from.' },
      name: text('Its name.'),
      packages: list('Packages, as conda names them.'),
      file: text('An environment.yml, relative to the server’s root folder.'),
      prefix: text('The folder of the environment to clone.'),
    }),
    (handlers, args) => handlers.create(args),
  );
  add(
    ids.install,
    trans.__('Install Packages into a Conda Environment…'),
    trans.__('Install Packages…'),
    takes({ prefix, packages: list('Packages, as conda names them. Asked for where they are absent.') }),
    (handlers, args) => handlers.install(args),
  );
  add(
    ids.clone,
    trans.__('Clone a Conda Environment…'),
    trans.__('Clone…'),
    takes({ prefix, name: text('The name of the new one. Asked for where it is absent.') }),
    (handlers, args) => handlers.create({ ...args, from: 'clone' }),
  );
  add(
    ids.export,
    trans.__('Export a Conda Environment…'),
    trans.__('Export as environment.yml…'),
    takes({ prefix, form: { type: 'string', enum: ['exact', 'versions', 'asked'], description: 'How exactly.' } }),
    (handlers, args) => handlers.export(args),
  );
  add(
    ids.register,
    trans.__('Register a Conda Environment as a Kernel…'),
    trans.__('Register as Kernel'),
    takes({ prefix }),
    (handlers, args) => handlers.register(args),
  );
  add(
    ids.repair,
    trans.__('Repair a Conda Environment…'),
    trans.__('Repair…'),
    takes({
      prefix,
      what: { type: 'string', enum: ['ipykernel', 'kernel', 'volume'], description: 'What to repair.' },
    }),
    (handlers, args) => handlers.repair(args),
  );
  add(ids.remove, trans.__('Remove a Conda Environment…'), trans.__('Remove…'), takes({ prefix }), (handlers, args) =>
    handlers.remove(args),
  );
}

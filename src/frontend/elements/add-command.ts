import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyJSONObject } from '@lumino/coreutils';

/** What commands are added with. */
export interface CommandPlaces {
  app: JupyterFrontEnd;
  palette: ICommandPalette | null;
  trans: TranslationBundle;
}

interface Command extends Pick<
  CommandRegistry.ICommandOptions,
  'label' | 'caption' | 'icon' | 'isVisible' | 'execute'
> {
  id: string;
  /** The JSON Schema of its arguments, all of which can be left out. Absent: it takes none. */
  takes?: () => Promise<ReadonlyJSONObject>;
}

/** Adds a command, and puts it in the palette. What its arguments are is loaded when somebody asks. */
export function addCommand({ app, palette, trans }: CommandPlaces, { id, takes, ...options }: Command): void {
  app.commands.addCommand(id, {
    ...options,
    describedBy: async () => ({ args: (await takes?.()) ?? { type: 'object', properties: {} } }),
  });
  palette?.addItem({ command: id, category: trans.__('SageMaker Studio'), args: { isPalette: true } });
}

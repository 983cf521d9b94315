import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyJSONObject, ReadonlyPartialJSONObject } from '@lumino/coreutils';

/** What commands are added with. */
export interface CommandPlaces {
  app: JupyterFrontEnd;
  palette: ICommandPalette | null;
  trans: TranslationBundle;
}

interface Command extends Pick<CommandRegistry.ICommandOptions, 'caption' | 'icon' | 'isVisible' | 'execute'> {
  id: string;
  label: string;
  /** In the menu of a row, where it is clear what is meant. */
  short?: string | ((args: ReadonlyPartialJSONObject) => string);
  /** The JSON Schema of its arguments, all of which can be left out. Absent: it takes none. */
  takes?: () => Promise<ReadonlyJSONObject>;
}

/** Adds a command, and puts it in the palette. What its arguments are is loaded when somebody asks. */
export function addCommand(
  { app, palette, trans }: CommandPlaces,
  { id, label, short, takes, ...options }: Command,
): void {
  app.commands.addCommand(id, {
    ...options,
    label: (args) => {
      const named = Object.keys(args).length > 0 && !args['isPalette'];
      if (short === undefined || !named) return label;
      return typeof short === 'string' ? short : short(args);
    },
    describedBy: async () => ({ args: (await takes?.()) ?? { type: 'object', properties: {} } }),
  });
  palette?.addItem({ command: id, category: trans.__('SageMaker Studio'), args: { isPalette: true } });
}

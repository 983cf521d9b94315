import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { StudioPanel } from '../panel/panel';

/** What commands are added with. */
export interface CommandPlaces {
  app: JupyterFrontEnd;
  palette: ICommandPalette | null;
  panel: StudioPanel;
  trans: TranslationBundle;
}

interface Command extends Pick<CommandRegistry.ICommandOptions, 'caption' | 'icon' | 'isVisible' | 'execute'> {
  id: string;
  label: string;
  /** In the menu of a row, where it is clear what is meant. */
  short?: string;
}

/** Adds a command, and puts it in the palette. What its arguments are is loaded when somebody asks. */
export function addCommand(
  { app, palette, trans }: Pick<CommandPlaces, 'app' | 'palette' | 'trans'>,
  { id, label, short, ...options }: Command,
): void {
  app.commands.addCommand(id, {
    ...options,
    label: (args) => (short === undefined || args['isPalette'] || Object.keys(args).length === 0 ? label : short),
    describedBy: async () => ({ args: (await import('./command-arguments')).argumentsOf(id) }),
  });
  palette?.addItem({ command: id, category: trans.__('SageMaker Studio'), args: { isPalette: true } });
}

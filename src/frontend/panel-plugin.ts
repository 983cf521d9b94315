import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { studioloIcon } from './icon';
import { StudioPanel } from './panel';

export const commandIds = { open: 'studiolo:open', refresh: 'studiolo:refresh' };

/** The panel in the left sidebar, and its commands. All that can wait until it is first shown is loaded then. */
export const panelPlugin: JupyterFrontEndPlugin<void> = {
  id: 'studiolo:panel',
  description: 'Shows what of yours runs in SageMaker Studio, and lets you act on it.',
  autoStart: true,
  optional: [ILayoutRestorer, ICommandPalette, IDefaultFileBrowser, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    fileBrowser: IDefaultFileBrowser | null,
    translator: ITranslator | null,
  ) => {
    const trans = (translator ?? nullTranslator).load('studiolo');
    const panel = new StudioPanel({ app, fileBrowser, translator: translator ?? nullTranslator, trans });
    app.shell.add(panel, 'left', { rank: 900, type: 'SageMaker Studio' });
    restorer?.add(panel, panel.id);

    app.commands.addCommand(commandIds.open, {
      label: trans.__('Show My SageMaker Studio'),
      caption: trans.__('Show what of yours is running, and when it will stop'),
      icon: studioloIcon,
      execute: () => app.shell.activateById(panel.id),
    });
    app.commands.addCommand(commandIds.refresh, {
      label: trans.__('Refresh My SageMaker Studio'),
      execute: async () => {
        app.shell.activateById(panel.id);
        await panel.refresh();
      },
    });
    for (const command of Object.values(commandIds)) {
      palette?.addItem({ command, category: trans.__('SageMaker Studio') });
    }
  },
};

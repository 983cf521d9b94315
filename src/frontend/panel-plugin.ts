import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { addEnvironmentCommands } from './environments/commands';
import { studioloIcon } from './icon';
import { StudioPanel } from './panel';

export const commandIds = { open: 'studiolo:open', refresh: 'studiolo:refresh', stopApp: 'studiolo:stop-app' };

const noArguments = { type: 'object', properties: {} };
const appArguments = {
  type: 'object',
  required: ['key'],
  properties: {
    key: {
      type: 'object',
      description: 'The app: its appType, appName, and owner (a space, or in Studio Classic a user profile).',
      required: ['appType', 'appName', 'owner'],
    },
  },
};

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
      describedBy: { args: noArguments },
      execute: () => app.shell.activateById(panel.id),
    });
    app.commands.addCommand(commandIds.refresh, {
      label: trans.__('Refresh My SageMaker Studio'),
      describedBy: { args: noArguments },
      execute: async () => {
        app.shell.activateById(panel.id);
        await panel.refresh();
      },
    });
    app.commands.addCommand(commandIds.stopApp, {
      label: trans.__('Stop an App of SageMaker Studio…'),
      describedBy: { args: appArguments },
      execute: async (args) => {
        const { AppKey } = await import('../protocol/app');
        await panel.stopApp(AppKey.parse(args['key']));
      },
    });
    addEnvironmentCommands(app, panel, palette, trans);
    // The other command needs to be told which app.
    for (const command of [commandIds.open, commandIds.refresh]) {
      palette?.addItem({ command, category: trans.__('SageMaker Studio') });
    }
  },
};

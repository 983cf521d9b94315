import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { URLExt } from '@jupyterlab/coreutils';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ILauncher } from '@jupyterlab/launcher';
import { ServerConnection } from '@jupyterlab/services';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { addAppCommands } from '../apps/commands';
import { IStopWatch } from '../before-stop/stop-watch-token';
import { addCommand } from '../elements/add-command';
import { commandIds } from '../elements/command-ids';
import { addEnvironmentCommands } from '../environments/commands';
import { addRepositoryCommands } from '../repositories/commands';
import { addThisAppCommands } from '../this-app/commands';
import { beginAhead } from './ahead';
import { studioloIcon } from './icon';
import { StudioPanel } from './panel';

/** The panel in the left sidebar, and its commands. All that can wait until it is first shown is loaded then. */
export const panelPlugin: JupyterFrontEndPlugin<void> = {
  id: 'studiolo:panel',
  description: 'Shows your SageMaker Studio apps, environments and repositories.',
  autoStart: true,
  optional: [
    ILayoutRestorer,
    ICommandPalette,
    IDefaultFileBrowser,
    IDocumentManager,
    ILauncher,
    ISettingRegistry,
    IStopWatch,
    ITranslator,
  ],
  activate: (
    app: JupyterFrontEnd,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    fileBrowser: IDefaultFileBrowser | null,
    documents: IDocumentManager | null,
    launcher: ILauncher | null,
    settings: ISettingRegistry | null,
    stopWatch: IStopWatch | null,
    translator: ITranslator | null,
  ) => {
    const translations = translator ?? nullTranslator;
    const trans = translations.load('studiolo');
    const panel = new StudioPanel({
      app,
      fileBrowser,
      documents,
      settings,
      stopWatch,
      translator: translations,
      trans,
    });
    app.shell.add(panel, 'left', { rank: 900, type: 'SageMaker Studio' });
    restorer?.add(panel, panel.id);
    const { serverSettings } = app.serviceManager;
    const ahead = URLExt.join(serverSettings.baseUrl, 'studiolo', 'api/ahead');
    const endAhead = beginAhead(document, {
      id: panel.id,
      inView: () => panel.isVisible,
      now: () => performance.now(),
      begin: () => {
        // Whatever comes of it is told when the panel asks itself.
        void ServerConnection.makeRequest(ahead, { method: 'GET' }, serverSettings).catch(() => undefined);
        panel.prepare();
      },
    });
    panel.disposed.connect(endAhead);

    const places = { app, palette, trans };
    const show = () => app.shell.activateById(panel.id);
    addCommand(places, {
      id: commandIds.open,
      label: ({ isLauncher }) => (isLauncher ? trans.__('SageMaker Studio') : trans.__('Show My SageMaker Studio')),
      caption: trans.__('Show what is running, what it costs and when it stops'),
      icon: studioloIcon,
      execute: show,
    });
    addCommand(places, {
      id: commandIds.refresh,
      label: trans.__('Refresh My SageMaker Studio'),
      execute: async () => {
        show();
        await panel.refresh();
      },
    });
    addCommand(places, {
      id: commandIds.why,
      label: trans.__('Why Does This App Stop?'),
      caption: trans.__('Show when this app stops and what keeps it open'),
      execute: async () => {
        show();
        await panel.why();
      },
    });
    const verbs = () => {
      show();
      return panel.verbs();
    };
    addThisAppCommands(places, async (verb) => (await verbs())?.thisApp.run(verb));
    addAppCommands(places, {
      run: async (verb, given) => (await verbs())?.apps.run(verb, given),
      takes: async (verb) => (await import('../apps/actions')).appArguments(verb),
    });
    addEnvironmentCommands(
      places,
      {
        run: async (verb, given) => (await verbs())?.environments.run(verb, given),
        takes: async (verb) => (await import('../environments/actions')).environmentArguments(verb),
      },
      fileBrowser,
    );
    addRepositoryCommands(places, {
      run: async (verb, given) => (await verbs())?.repositories.run(verb, given),
      takes: async (verb) => (await import('../repositories/actions')).repositoryArguments(verb),
    });
    // JupyterLab's own category, by JupyterLab's own translation.
    const category = translations.load('jupyterlab').__('Other');
    launcher?.add({ command: commandIds.open, args: { isLauncher: true }, category, rank: 10 });
  },
};

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { addCommand } from '../elements/add-command';
import { commandIds } from '../elements/command-ids';

/** The commands that keep this app awake and let it go. What carries them out is loaded when one is run. */
export const keepAwakePlugin: JupyterFrontEndPlugin<void> = {
  id: 'studiolo:keep-awake',
  description: 'Keeps this SageMaker Studio app awake, within what the administrator allows.',
  autoStart: true,
  optional: [ICommandPalette, ISettingRegistry, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    palette: ICommandPalette | null,
    registry: ISettingRegistry | null,
    translator: ITranslator | null,
  ) => {
    const trans = (translator ?? nullTranslator).load('studiolo');
    const verbs = async () => new (await import('./verbs')).KeepAwakeCommands({ app, registry, trans });
    const places = { app, palette, trans };
    addCommand(places, {
      id: commandIds.keepAwake,
      label: trans.__('Keep This App Awake…'),
      caption: trans.__('Keep this app from stopping when idle'),
      takes: async () => (await import('./arguments')).keepAwakeArguments,
      execute: async (args) => (await verbs()).ask(args),
    });
    addCommand(places, {
      id: commandIds.release,
      label: trans.__('Stop Keeping This App Awake'),
      caption: trans.__('Let this app stop when idle again'),
      execute: async () => (await verbs()).release(),
    });
  },
};

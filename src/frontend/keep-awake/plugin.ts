import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { addCommand } from '../elements/add-command';
import { commandIds } from '../elements/command-ids';
import { preferencesOf, settingsId } from '../model/settings';
import { careful } from '../texts/careful';

/** The commands that keep this app awake and let it go. What carries them out is loaded when one is run. */
export const keepAwakePlugin: JupyterFrontEndPlugin<void> = {
  id: 'studiolo:keep-awake',
  description: 'Keeps an app of SageMaker Studio awake for a while, as far as its administrator allows.',
  autoStart: true,
  optional: [ICommandPalette, ISettingRegistry, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    palette: ICommandPalette | null,
    registry: ISettingRegistry | null,
    translator: ITranslator | null,
  ) => {
    const trans = careful((translator ?? nullTranslator).load('studiolo'));
    const keepAwake = async () => {
      const { KeepAwakeCommands } = await import('./verbs');
      const { keepAwakeHours } = preferencesOf(await registry?.load(settingsId));
      return new KeepAwakeCommands({ app, trans, keepAwakeHours });
    };
    const places = { app, palette, trans };
    addCommand(places, {
      id: commandIds.keepAwake,
      label: trans.__('Keep This App Awake…'),
      short: trans.__('Keep This App Awake'),
      caption: trans.__('Keep this app from being stopped for idleness, for a while'),
      takes: async () => (await import('./arguments')).keepAwakeArguments,
      execute: async (args) => (await keepAwake()).ask(args),
    });
    addCommand(places, {
      id: commandIds.release,
      label: trans.__('Let This App Sleep Again'),
      caption: trans.__('Take back that this app is kept awake'),
      execute: async () => (await keepAwake()).release(),
    });
  },
};

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { addCommand } from '../elements/add-command';
import { commandIds } from '../elements/command-ids';
import { preferencesOf, settingsId } from '../model/settings';
import { durationText } from '../texts/duration';
import { careful } from '../texts/careful';

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
      short: (given) => {
        const minutes = Number(given['minutes']);
        return minutes > 0 ? durationText(minutes * 60_000, trans) : trans.__('Another Time…');
      },
      caption: trans.__('Keep this app from stopping when idle'),
      takes: async () => (await import('./arguments')).keepAwakeArguments,
      execute: async (args) => (await keepAwake()).ask(args),
    });
    addCommand(places, {
      id: commandIds.release,
      label: trans.__('Stop Keeping This App Awake'),
      caption: trans.__('Let this app stop when idle again'),
      execute: async () => (await keepAwake()).release(),
    });
  },
};

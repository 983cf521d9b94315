import { addCommand, type CommandPlaces } from '../elements/add-command';
import { appCommands, type AppVerb } from './command-ids';

/** Adds the commands of apps and spaces. What they do is loaded when one is first used. */
export function addAppCommands(places: CommandPlaces): void {
  const { app, panel, trans } = places;
  const add = (verb: AppVerb, label: string, short: string) =>
    addCommand(places, {
      id: appCommands[verb],
      label,
      short,
      execute: async (args) => {
        app.shell.activateById(panel.id);
        await panel.onApp(verb, args);
      },
    });
  add('open', trans.__('Open a Space in a New Tab…'), trans.__('Open in a New Tab'));
  add('start', trans.__('Start an App…'), trans.__('Start…'));
  add('restart', trans.__('Restart an App on Another Instance Type…'), trans.__('Restart on Another Instance Type…'));
  add('change', trans.__('Change Idle Time and Storage of a Space…'), trans.__('Idle Time and Storage…'));
  add('stop', trans.__('Stop an App…'), trans.__('Stop…'));
  add('why', trans.__('Why Did an App Fail?…'), trans.__('Why Did It Fail?'));
}

import { addCommand, type CommandPlaces } from '../elements/add-command';
import { repositoryCommands, type RepositoryCommand } from './command-ids';

/** Adds the commands of repositories. What they do is loaded when one is first used. */
export function addRepositoryCommands(places: CommandPlaces): void {
  const { app, panel, trans } = places;
  const add = (does: RepositoryCommand, label: string, short: string) =>
    addCommand(places, {
      id: repositoryCommands[does],
      label,
      short,
      isVisible: () => does !== 'openInGit' || app.commands.hasCommand('git:ui'),
      execute: async (given) => {
        app.shell.activateById(panel.id);
        await panel.onRepository(does, given);
      },
    });
  add('clone', trans.__('Clone a Suggested Repository…'), trans.__('Clone…'));
  add('fetch', trans.__('Fetch What Is New in a Repository…'), trans.__('Fetch What Is New'));
  add('pull', trans.__('Pull a Repository…'), trans.__('Pull'));
  add('open', trans.__('Open the Folder of a Repository…'), trans.__('Open Its Folder'));
  add('openInGit', trans.__('Open a Repository in the Git Panel…'), trans.__('Open in the Git Panel'));
  add('createEnvironment', trans.__('Create the Environment of a Repository…'), trans.__('Create Its Environment'));
}

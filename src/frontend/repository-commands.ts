import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { RepositoryCommand, StudioPanel } from './panel';

const url = { type: 'string', description: 'The address of a suggested repository; asked for, where it is not given.' };
const one = { type: 'object', properties: { url } };
const clone = {
  type: 'object',
  properties: {
    url,
    folder: {
      type: 'string',
      description: 'Where its own folder is made, relative to the root; asked for, if absent.',
    },
    branch: { type: 'string', description: 'The server’s default branch, if absent.' },
    depth: { type: 'integer', minimum: 1, description: 'How many commits back; all of them, if absent.' },
  },
};

/** The commands on repositories, all of which the palette offers: what is not given is asked for. */
export function addRepositoryCommands(
  app: JupyterFrontEnd,
  palette: ICommandPalette | null,
  panel: StudioPanel,
  trans: TranslationBundle,
): void {
  const commands: { id: string; does: RepositoryCommand; label: string; args: typeof one }[] = [
    { id: 'clone-repository', does: 'clone', label: trans.__('Clone a Suggested Repository…'), args: clone },
    { id: 'fetch-repository', does: 'fetch', label: trans.__('Fetch What Is New in a Repository…'), args: one },
    { id: 'pull-repository', does: 'pull', label: trans.__('Pull a Repository…'), args: one },
    { id: 'open-repository', does: 'open', label: trans.__('Open the Folder of a Repository…'), args: one },
    {
      id: 'open-repository-in-git',
      does: 'openInGit',
      label: trans.__('Open a Repository in the Git Panel…'),
      args: one,
    },
    {
      id: 'create-project-environment',
      does: 'createEnvironment',
      label: trans.__('Create the Environment of a Repository…'),
      args: one,
    },
  ];
  for (const { args, does, id, label } of commands) {
    const command = `studiolo:${id}`;
    app.commands.addCommand(command, {
      label,
      describedBy: { args },
      isVisible: () => does !== 'openInGit' || app.commands.hasCommand('git:ui'),
      execute: async (given) => {
        app.shell.activateById(panel.id);
        await panel.refresh();
        await panel.onRepository(does, given);
      },
    });
    palette?.addItem({ command, category: trans.__('SageMaker Studio') });
  }
}

import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { Repository } from '../../protocol/repository';
import { type CloneRepository, UpdateClone } from '../../protocol/repository-action';
import { chooseOne } from '../elements/choose-one';
import { askClone } from './dialogs/clone-repository';
import { askCredentials } from './dialogs/git-credentials';
import type { SnapshotModel } from '../model/snapshot-model';

interface VerbParts {
  model: SnapshotModel;
  fileBrowser: IDefaultFileBrowser | null;
  contents: Pick<Contents.IManager, 'localPath'>;
  commands: Pick<CommandRegistry, 'hasCommand' | 'execute'>;
  activate: (id: string) => void;
  trans: TranslationBundle;
}

/** The command by which jupyterlab-git shows its panel, for the folder in which the file browser is. */
const gitPanel = 'git:ui';

/** What a user does with a repository, from its row and from the palette alike: asks what is to be known, then acts. */
export class RepositoryVerbs {
  constructor(private readonly parts: VerbParts) {}

  async clone(repository: Repository, refused: 'before' | 'never' = 'never'): Promise<void> {
    const { contents, fileBrowser, model, trans } = this.parts;
    const { url } = repository;
    const folder = fileBrowser ? contents.localPath(fileBrowser.model.path) : '';
    const below = fileBrowser ? [...fileBrowser.model.items()].filter(({ type }) => type === 'directory') : [];
    const asked = await askClone({
      repository,
      access: await model.repositories.access(url),
      folder,
      folders: below.map(({ path }) => contents.localPath(path)),
      refused,
      branches: (credentials) => model.repositories.branches({ url, ...(credentials && { credentials }) }),
      trans,
    });
    if (asked) await model.repositories.clone(asked);
  }

  /** Without a question, as a command with arguments does. */
  cloneAs(asked: CloneRepository): Promise<void> {
    return this.parts.model.repositories.clone(asked);
  }

  fetch({ url }: Repository): Promise<void> {
    return this.parts.model.repositories.fetch({ url });
  }

  pull({ url }: Repository): Promise<void> {
    return this.parts.model.repositories.pull({ url });
  }

  /** Once more what the server refused, with credentials. */
  async again({ url }: Repository, what: 'fetch' | 'pull'): Promise<void> {
    const { model, trans } = this.parts;
    const credentials = await askCredentials(await model.repositories.access(url), trans);
    if (credentials) await model.repositories[what](UpdateClone.parse({ url, credentials }));
  }

  get canOpen(): boolean {
    return this.parts.fileBrowser !== null;
  }

  async open({ clonedAt = '' }: Repository): Promise<void> {
    const { activate, fileBrowser } = this.parts;
    await fileBrowser?.model.cd(`/${clonedAt}`);
    if (fileBrowser) activate(fileBrowser.id);
  }

  /** Whether jupyterlab-git is there. It follows the file browser. */
  get canOpenInGit(): boolean {
    return this.canOpen && this.parts.commands.hasCommand(gitPanel);
  }

  async openInGit({ clonedAt = '' }: Repository): Promise<void> {
    await this.parts.fileBrowser?.model.cd(`/${clonedAt}`);
    await this.parts.commands.execute(gitPanel);
  }

  async createEnvironment(repository: Repository): Promise<void> {
    const { environment } = repository;
    if (!environment) return;
    const name = environmentName(repository);
    await this.parts.model.environments.create({ from: 'file', file: environment.file, name });
  }

  /** The repository that a command names; where it names none, the user is asked. */
  async chosen(title: string, url: unknown, fits: (one: Repository) => boolean): Promise<Repository | undefined> {
    const { model, trans } = this.parts;
    const section = model.view.snapshot?.repositories;
    const known = section?.state === 'ready' ? section.value : [];
    if (url !== undefined) {
      const named = known.find((one) => one.url === url);
      if (!named) throw new Error(trans.__('%1 is not among the suggested repositories.', String(url)));
      return named;
    }
    const none = trans.__('There is no suggested repository to which that can be done.');
    return chooseOne({ title, among: known.filter(fits), called: (one) => one.url, none });
  }
}

/** What the environment of a project is called: as its file says, else as the repository. */
export const environmentName = ({ environment, name }: Repository): string => environment?.name ?? name;

import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { CreateEnvironment } from '../../protocol/environment-action';
import type { Job } from '../../protocol/job';
import { repositoryName } from '../../protocol/repository-name';
import type { Repository } from '../../protocol/repository';
import { CloneRepository, UpdateClone } from '../../protocol/repository-action';
import { chooseOne } from '../elements/choose-one';
import { tellRefusal } from '../elements/tell-refusal';
import type { SnapshotModel } from '../model/snapshot-model';
import { repositoryActions } from './actions';
import { gitPanel, repositoryCommands, type RepositoryVerb } from './commands';
import { askClone } from './dialogs/clone-repository';
import { askCredentials } from './dialogs/git-credentials';
import { environmentName } from './environment-name';
import type { RepositoryRequests } from './requests';

interface VerbParts {
  model: SnapshotModel;
  requests: RepositoryRequests;
  createEnvironment: (asked: CreateEnvironment) => Promise<void>;
  fileBrowser: IDefaultFileBrowser | null;
  contents: Pick<Contents.IManager, 'localPath'>;
  commands: Pick<CommandRegistry, 'hasCommand' | 'execute'>;
  activate: (id: string) => void;
  trans: TranslationBundle;
}

type Given = ReadonlyPartialJSONObject;

/** What a user does with a repository, from its row and from the palette alike: asks what is to be known, then acts. */
export class RepositoryVerbs implements Record<RepositoryVerb, (one: Repository, given?: Given) => Promise<void>> {
  constructor(private readonly parts: VerbParts) {}

  /** Does what a command asks for, with the repository that it names; where it names none, the user is asked. */
  async run(verb: RepositoryVerb | 'cloneByAddress', given: Given): Promise<void> {
    await this.parts.model.refresh();
    await tellRefusal(this.parts.trans.__('SageMaker Studio'), this.parts.trans, async () => {
      if (verb === 'cloneByAddress') return this.cloneByAddress(given);
      const repository = await this.#chosen(verb, given['url']);
      if (repository) await this[verb](repository, given);
    });
  }

  /** Asks where to and how, unless the folder is given. */
  async clone(repository: Repository, given: Given = {}): Promise<void> {
    const { url } = repository;
    if (given['folder'] === undefined) return this.#askAndClone(repository, 'never');
    await this.parts.requests.clone(CloneRepository.parse({ ...given, url }));
  }

  /** Asks for an address as well, unless that and the folder are given. */
  async cloneByAddress(given: Given = {}): Promise<void> {
    const whole = CloneRepository.safeParse(given);
    if (whole.success) return this.parts.requests.clone(whole.data);
    return this.#askAndClone(undefined, 'never');
  }

  async #askAndClone(repository: Repository | undefined, refused: 'before' | 'never'): Promise<void> {
    const { contents, fileBrowser, requests, trans } = this.parts;
    const folder = fileBrowser ? besideClones(contents.localPath(fileBrowser.model.path), this.#known()) : '';
    const below = fileBrowser ? [...fileBrowser.model.items()].filter(({ type }) => type === 'directory') : [];
    const asked = await askClone({
      repository,
      access: repository && (await requests.access(repository.url)),
      accessOf: (url) => requests.access(url),
      folder,
      folders: below.map(({ path }) => contents.localPath(path)),
      refused,
      branches: (url, credentials) => requests.branches({ url, ...(credentials && { credentials }) }),
      trans,
    });
    if (asked) await requests.clone(asked);
  }

  fetch({ url }: Repository): Promise<void> {
    return this.parts.requests.fetch({ url });
  }

  pull({ url }: Repository): Promise<void> {
    return this.parts.requests.pull({ url });
  }

  /** Ends what goes on with a repository. */
  cancel({ id }: Job): Promise<void> {
    return this.parts.requests.cancel(id);
  }

  /** Once more what the server refused, with credentials. */
  async again(repository: Repository, what: 'clone' | 'fetch' | 'pull'): Promise<void> {
    if (what === 'clone') return this.#askAndClone(repository, 'before');
    const { requests, trans } = this.parts;
    const { url } = repository;
    const credentials = await askCredentials(await requests.access(url), trans);
    if (credentials) await requests[what](UpdateClone.parse({ url, credentials }));
  }

  async open({ clonedAt = '' }: Repository): Promise<void> {
    const { activate, fileBrowser } = this.parts;
    await fileBrowser?.model.cd(`/${clonedAt}`);
    if (fileBrowser) activate(fileBrowser.id);
  }

  /** Whether what a verb works with is there. The Git panel follows the file browser. */
  has(verb: RepositoryVerb): boolean {
    const { commands, fileBrowser } = this.parts;
    const { needs } = repositoryCommands[verb];
    if (verb === 'open' || verb === 'openInGit')
      return fileBrowser !== null && (needs === undefined || commands.hasCommand(needs));
    return true;
  }

  async openInGit({ clonedAt = '' }: Repository): Promise<void> {
    await this.parts.fileBrowser?.model.cd(`/${clonedAt}`);
    await this.parts.commands.execute(gitPanel);
  }

  async createEnvironment(repository: Repository): Promise<void> {
    const { environment } = repository;
    if (!environment) return;
    const name = environmentName(repository);
    await this.parts.createEnvironment({ from: 'file', file: environment.file, name });
  }

  #known(): Repository[] {
    const section = this.parts.model.view.snapshot?.repositories;
    return section?.state === 'ready' ? section.value : [];
  }

  /** The repository that a command names; where it names none, the user is asked. */
  async #chosen(verb: RepositoryVerb, url: unknown): Promise<Repository | undefined> {
    const { trans } = this.parts;
    const known = this.#known();
    if (url !== undefined) {
      const named = known.find((one) => one.url === url);
      if (named) return named;
      // What was not cloned by its address can be tried once more.
      if (verb === 'clone' && typeof url === 'string') return { url, name: repositoryName(url) };
      throw new Error(trans.__('%1 is not one of your repositories.', String(url)));
    }
    const none = trans.__('None of your repositories allows this now.');
    const { fits, question } = repositoryActions[verb];
    return chooseOne({ title: question(trans), among: known.filter(fits), called: (one) => one.url, none, trans });
  }
}

/** A folder, or the one around the clone that it is in: a clone within another would look like a change of that. */
function besideClones(folder: string, known: Repository[]): string {
  const around = known
    .flatMap(({ clonedAt }) => clonedAt || [])
    .filter((clone) => folder === clone || folder.startsWith(`${clone}/`))
    .sort((one, other) => one.length - other.length)[0];
  return around === undefined ? folder : around.replace(/\/?[^/]*$/, '');
}

import type { Notice, Section } from '../../protocol/notice';
import type { Repository } from '../../protocol/repository';
import { suggestedRepositories, type SuggestedRepository } from '../../studio/code-repositories';
import { repositoryIdentity } from '../../studio/git-address';
import { CachedSource, type ReadOptions } from '../cached-source';
import type { Place, World } from '../configuration';
import { destinationOf } from '../git/access';
import type { GitParts } from '../git/git';
import { RemotesReader } from '../git/remotes';
import { inTurns } from '../in-turns';
import { CloneStates } from './clone-states';
import { findClones, type Clone } from './clones';
import type { Settings } from './settings';

/** The repositories that domain, user profile and space suggest, where each is already cloned, and how that stands. */
export class RepositoriesSource {
  constructor(
    private readonly world: World,
    private readonly settings: Settings,
    place: Pick<Place, 'variables'>,
    rootDir: string,
  ) {
    this.parts = { world, place };
    this.states = new CloneStates({ world, place }, rootDir);
    const remotes = new RemotesReader({ world, place });
    this.clones = new CachedSource({
      subject: 'The home folder',
      world,
      load: async () => {
        const found = await findClones(rootDir, { remotesOf: (folder) => remotes.read(folder) });
        this.asked.clear();
        return { value: found.clones, notices: found.notices };
      },
      pause: () => searchedAgainAfter,
    });
  }

  async read(options: ReadOptions): Promise<Section<Repository[]>> {
    const [stated, clones] = await Promise.all([this.settings.stated(options), this.clones.read(options)]);
    const notices: Notice[] = [...stated.notices, ...clones.notices];
    const { domain, space } = stated.levels;
    const profile = stated.levels['user-profile'];
    if (!domain && !space && !profile) return { state: 'missing', notices };
    const suggested = suggestedRepositories({
      ...(domain && { domain: domain.codeRepositories }),
      ...(profile && { 'user-profile': profile.codeRepositories }),
      ...(space && { space: space.codeRepositories }),
    });
    const found = clonesByIdentity(clones.state === 'ready' ? clones.value : []);
    const value = await inTurns(4, suggested, async (repository): Promise<Repository> => {
      const here = found.get(repositoryIdentity(repository.url)) ?? found.get(await this.identityAsked(repository));
      if (here === undefined) return repository;
      const { folder: clonedAt, remote } = here;
      const { state, notices: told } = await this.states.read(clonedAt, options);
      notices.push(...told);
      return { ...repository, clonedAt, remote, ...state };
    });
    return { state: 'ready', value, learntAt: stated.learntAt ?? this.world.now().toISOString(), notices };
  }

  /** Looks for clones, and how they stand, at once: the one at this absolute path has just been made or changed. */
  async lookAgain(folder: string, until: number): Promise<void> {
    this.states.forget(folder);
    await this.clones.read({ until, fresh: true });
  }

  /** Of what git asks instead of the suggested address, as it is configured here; kept as long as a search. */
  private identityAsked({ url }: SuggestedRepository): Promise<string> {
    const known = this.asked.get(url);
    if (known) return known;
    const asked = destinationOf(this.parts, url).then(
      ({ address }) => repositoryIdentity(address),
      // What is wrong with git is told when something is to be done with it.
      () => repositoryIdentity(url),
    );
    this.asked.set(url, asked);
    return asked;
  }

  private readonly parts: GitParts;
  private readonly states: CloneStates;
  private readonly clones: CachedSource<Clone[]>;
  private readonly asked = new Map<string, Promise<string>>();
}

/** Where each repository is cloned, and as which remote: a clone's `origin` before others, then the first folder. */
function clonesByIdentity(clones: Clone[]): Map<string, { folder: string; remote: string }> {
  const found = new Map<string, { folder: string; remote: string }>();
  const all = clones.flatMap(({ folder, remotes }) => remotes.map((remote) => ({ folder, ...remote })));
  const origins = all.filter(({ name }) => name === 'origin');
  for (const { addresses, folder, name } of [...origins, ...all.filter((one) => !origins.includes(one))]) {
    for (const identity of addresses.map(repositoryIdentity))
      if (!found.has(identity)) found.set(identity, { folder, remote: name });
  }
  return found;
}

/** Milliseconds; a walk over a network file system is not free. A clone made here is looked for at once. */
const searchedAgainAfter = 15_000;

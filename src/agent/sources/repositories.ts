import type { Notice, Section } from '../../protocol/notice';
import type { Repository } from '../../protocol/repository';
import { repositoryIdentity, suggestedRepositories } from '../../studio/code-repositories';
import { CachedSource, type ReadOptions } from '../cached-source';
import type { Place, World } from '../configuration';
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
    this.states = new CloneStates({ world, place }, rootDir);
    this.clones = new CachedSource({
      subject: 'The home folder',
      world,
      load: async () => ({ value: await findClones(rootDir) }),
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
    const folders = new Map(
      (clones.state === 'ready' ? clones.value : []).map(({ origin, folder }) => [repositoryIdentity(origin), folder]),
    );
    const value = await inTurns(4, suggested, async (repository): Promise<Repository> => {
      const clonedAt = folders.get(repositoryIdentity(repository.url));
      if (clonedAt === undefined) return repository;
      const { state, notices: told } = await this.states.read(clonedAt, options);
      notices.push(...told);
      return { ...repository, clonedAt, ...state };
    });
    return { state: 'ready', value, learntAt: stated.learntAt ?? this.world.now().toISOString(), notices };
  }

  /** Looks for clones, and how they stand, at once: the one at this absolute path has just been made or changed. */
  async lookAgain(folder: string, until: number): Promise<void> {
    this.states.forget(folder);
    await this.clones.read({ until, fresh: true });
  }

  private readonly states: CloneStates;
  private readonly clones: CachedSource<Clone[]>;
}

/** Milliseconds; a walk over a network file system is not free. A clone made here is looked for at once. */
const searchedAgainAfter = 15_000;

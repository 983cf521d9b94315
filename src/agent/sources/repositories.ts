import type { Notice, Section } from '../../protocol/notice';
import type { Repository } from '../../protocol/repository';
import { repositoryIdentity, suggestedRepositories } from '../../studio/code-repositories';
import { CachedSource, type ReadOptions } from '../cached-source';
import type { World } from '../configuration';
import { findClones, type Clone } from './clones';
import type { Settings } from './settings';

/** The repositories that domain, user profile and space suggest, and where each is already cloned. */
export class RepositoriesSource {
  constructor(
    private readonly world: World,
    private readonly settings: Settings,
    rootDir: string,
  ) {
    this.clones = new CachedSource({
      subject: 'The home folder',
      now: world.now,
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
    const value = suggested.map((repository) => {
      const clonedAt = folders.get(repositoryIdentity(repository.url));
      return { ...repository, ...(clonedAt !== undefined && { clonedAt }) };
    });
    return { state: 'ready', value, learntAt: stated.learntAt ?? this.world.now().toISOString(), notices };
  }

  /** Looks for clones at once: one has just been made. */
  async lookAgain(until: number): Promise<void> {
    await this.clones.read({ until, fresh: true });
  }

  private readonly clones: CachedSource<Clone[]>;
}

/** Milliseconds; a walk over a network file system is not free. A clone made here is looked for at once. */
const searchedAgainAfter = 15_000;

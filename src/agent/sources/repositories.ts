import type { Notice, Section } from '../../protocol/notice';
import type { Repository } from '../../protocol/repository';
import { repositoryName, suggestedRepositories, type SuggestedRepository } from '../../studio/code-repositories';
import { withoutCredentials } from '../../studio/git-cause';
import { repositoryIdentity } from '../../studio/git-address';
import { CachedSource, type ReadOptions } from '../cached-source';
import type { Whereabouts, Runtime } from '../configuration';
import { destinationOf } from '../git/access';
import type { GitParts } from '../git/git';
import { RemotesReader } from '../git/remotes';
import { inTurns } from '../in-turns';
import { CloneStates } from './clone-states';
import { findClones, type Clone } from './clones';
import type { Settings } from './settings';
import { say } from '../../protocol/message';

/**
 * The repositories that domain, user profile and space suggest, where each is already cloned, and how that stands; after
 * them those that are cloned here though nobody suggests them.
 */
export class RepositoriesSource {
  constructor(
    private readonly runtime: Runtime,
    private readonly settings: Settings,
    whereabouts: Pick<Whereabouts, 'variables'>,
    rootDir: string,
  ) {
    this.parts = { runtime, whereabouts };
    this.states = new CloneStates({ runtime, whereabouts }, rootDir);
    const remotes = new RemotesReader({ runtime, whereabouts });
    this.clones = new CachedSource({
      subject: say('home-folder'),
      runtime,
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
    const all = clones.state === 'ready' ? clones.value : [];
    const found = clonesByIdentity(all);
    const stateIn = async (folder: string) => {
      const { state, notices: told } = await this.states.read(folder, options);
      notices.push(...told);
      return state;
    };
    const value = await inTurns(4, suggested, async (repository): Promise<Repository> => {
      const here = found.get(repositoryIdentity(repository.url)) ?? found.get(await this.identityAsked(repository));
      if (here === undefined) return repository;
      const { folder: clonedAt, remote } = here;
      return { ...repository, clonedAt, remote, ...(await stateIn(clonedAt)) };
    });
    const others = unsuggested(all, value);
    if (others.length > mostUnsuggested)
      notices.push({ code: 'uncertain', message: say('first-clones', { most: mostUnsuggested }) });
    const besides = await inTurns(4, others.slice(0, mostUnsuggested), async (repository): Promise<Repository> => {
      return { ...repository, ...(await stateIn(repository.clonedAt)) };
    });
    return {
      state: 'ready',
      value: [...value, ...besides],
      learntAt: stated.learntAt ?? this.runtime.now().toISOString(),
      notices,
    };
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

/** Clones of an https address that are not of a suggested repository: each address once, in its first folder. */
function unsuggested(clones: Clone[], suggested: Repository[]): (Repository & { clonedAt: string })[] {
  const folders = new Set(suggested.map(({ clonedAt }) => clonedAt));
  const known = new Set(suggested.map(({ url }) => repositoryIdentity(url)));
  const found: (Repository & { clonedAt: string })[] = [];
  for (const { folder, remotes } of clones) {
    const remote = remotes.find(({ name }) => name === 'origin') ?? remotes[0];
    const url = remote?.addresses.map(withoutCredentials).find((address) => /^https:\/\//i.test(address));
    if (!remote || url === undefined || folders.has(folder) || known.has(repositoryIdentity(url))) continue;
    known.add(repositoryIdentity(url));
    found.push({ url, name: repositoryName(url), clonedAt: folder, remote: remote.name });
  }
  return found;
}

/** Each is asked how it stands: hundreds would keep the panel waiting. */
const mostUnsuggested = 50;
/** Milliseconds; a walk over a network file system is not free. A clone made here is looked for at once. */
const searchedAgainAfter = 15_000;

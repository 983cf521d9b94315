import type { Job } from '../../protocol/job';
import type {
  AskBranches,
  Branches,
  CloneRepository,
  GitCredentials,
  RepositoryAccess,
  UpdateClone,
} from '../../protocol/repository-action';
import { askBranches } from '../actions/ask-branches';
import { cloneRepository } from '../actions/clone-repository';
import { cloneable, type RepositoryParts } from '../actions/listed-repository';
import { fetchClone, pullClone } from '../actions/update-clone';
import { repositoryAccess } from '../git/access';
import { Refusal } from '../refusal';
import type { Footing } from './footing';
import { say } from '../../protocol/message';

/** What can be done with repositories. Each rejects with what `refusalOf` understands. */
export class RepositoryVerbs {
  constructor(private readonly on: Footing) {}

  async clone(asked: CloneRepository): Promise<Job> {
    await this.requireOwnHome(asked);
    return cloneRepository(await this.parts(), asked);
  }

  async fetch(asked: UpdateClone): Promise<Job> {
    await this.requireOwnHome(asked);
    return fetchClone(await this.parts(), asked);
  }

  async pull(asked: UpdateClone): Promise<Job> {
    await this.requireOwnHome(asked);
    return pullClone(await this.parts(), asked);
  }

  async branches(asked: AskBranches): Promise<Branches> {
    await this.requireOwnHome(asked);
    return askBranches(await this.parts(), asked);
  }

  async access(url: string): Promise<RepositoryAccess> {
    const parts = await this.parts();
    const { helper, ...access } = await repositoryAccess(parts, (await cloneable(parts, url)).url);
    if (await this.sharedHome()) return { ...access, sharedHome: true };
    return helper === undefined ? access : { ...access, helper };
  }

  /** Whether others may work in this home, as far as is known: what git remembers there it uses for whoever comes. */
  private async sharedHome(): Promise<boolean> {
    const { settings } = await this.on.studio();
    return (await settings.person({ until: this.on.until() })).unknown !== undefined;
  }

  private async requireOwnHome({ credentials }: { credentials?: GitCredentials | undefined }): Promise<void> {
    if (credentials?.remember === undefined || !(await this.sharedHome())) return;
    throw new Refusal(403, 'failed', {
      code: 'failed',
      message: say('shared-remember'),
      remedy: say('without-remembering'),
    });
  }

  private async parts(): Promise<RepositoryParts> {
    const { jobs, whereabouts, startup, until, runtime } = this.on;
    const { repositories } = await this.on.studio();
    return {
      whereabouts,
      runtime,
      jobs,
      rootDir: startup.server.rootDir,
      claimed: this.claimed,
      repositories: () => repositories.read({ until: until() }),
      changed: (folder) => repositories.lookAgain(folder, until()),
    };
  }

  private readonly claimed = new Set<string>();
}

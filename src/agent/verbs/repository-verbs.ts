import type { Job } from '../../protocol/job';
import type {
  AskBranches,
  Branches,
  CloneRepository,
  RepositoryAccess,
  UpdateClone,
} from '../../protocol/repository-action';
import { askBranches } from '../actions/ask-branches';
import { cloneRepository } from '../actions/clone-repository';
import { suggested, type RepositoryParts } from '../actions/suggested-repository';
import { fetchClone, pullClone } from '../actions/update-clone';
import { repositoryAccess } from '../git/access';
import type { Footing } from './footing';

/** What can be done with suggested repositories. Each rejects with what `refusalOf` understands. */
export class RepositoryVerbs {
  constructor(private readonly on: Footing) {}

  async clone(asked: CloneRepository): Promise<Job> {
    return cloneRepository(await this.parts(), asked);
  }

  async fetch(asked: UpdateClone): Promise<Job> {
    return fetchClone(await this.parts(), asked);
  }

  async pull(asked: UpdateClone): Promise<Job> {
    return pullClone(await this.parts(), asked);
  }

  async branches(asked: AskBranches): Promise<Branches> {
    return askBranches(await this.parts(), asked);
  }

  async access(url: string): Promise<RepositoryAccess> {
    const parts = await this.parts();
    return repositoryAccess(parts, (await suggested(parts, url)).url);
  }

  private async parts(): Promise<RepositoryParts> {
    const { jobs, place, startup, until, world } = this.on;
    const { repositories } = await this.on.studio();
    return {
      place,
      world,
      jobs,
      rootDir: startup.server.rootDir,
      repositories: () => repositories.read({ until: until() }),
      changed: (folder) => repositories.lookAgain(folder, until()),
    };
  }
}

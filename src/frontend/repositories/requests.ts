import { Job } from '../../protocol/job';
import {
  type AskBranches,
  Branches,
  type CloneRepository,
  RepositoryAccess,
  type UpdateClone,
} from '../../protocol/repository-action';
import type { Client } from '../model/client';

/**
 * What is asked of the agent about repositories. Each that changes something ends in a refresh; all reject with a ClientError,
 * whose notice is for the row that was acted on.
 */
export class RepositoryRequests {
  constructor(
    private readonly client: Pick<Client, 'get' | 'post'>,
    private readonly refresh: () => Promise<void>,
  ) {}

  clone(asked: CloneRepository): Promise<void> {
    return this.#follow('api/repositories/clone', asked);
  }

  /** Asks the server what is new. */
  fetch(asked: UpdateClone): Promise<void> {
    return this.#follow('api/repositories/fetch', asked);
  }

  /** Takes over what is new, where that takes nothing of the user's away. */
  pull(asked: UpdateClone): Promise<void> {
    return this.#follow('api/repositories/pull', asked);
  }

  /** Asks an action to end. */
  cancel(id: string): Promise<void> {
    return this.#follow(`api/jobs/${encodeURIComponent(id)}/cancel`, {});
  }

  branches(asked: AskBranches): Promise<Branches> {
    return this.client.post('api/repositories/branches', asked, Branches);
  }

  /** How git gets in there, as it is configured. */
  access(url: string): Promise<RepositoryAccess> {
    return this.client.get(`api/repositories/access?url=${encodeURIComponent(url)}`, RepositoryAccess);
  }

  async #follow(path: string, body: unknown): Promise<void> {
    await this.client.post(path, body, Job).finally(() => this.refresh());
  }
}

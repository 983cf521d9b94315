import type { AppKey } from '../../protocol/app';
import { Job } from '../../protocol/job';
import {
  AppFailure,
  type RestartApp,
  SpaceAddress,
  SpaceOptions,
  type StartApp,
  type UpdateSpace,
} from '../../protocol/launch';
import type { Client } from '../model/client';

/**
 * What is asked of the agent about apps and spaces. Each that changes something ends in a refresh; all reject with a ClientError,
 * whose notice is for the row that was acted on.
 */
export class AppRequests {
  constructor(
    private readonly client: Pick<Client, 'get' | 'post'>,
    private readonly refresh: (age: 'fresh') => Promise<void>,
  ) {}

  stop(key: AppKey): Promise<void> {
    return this.#follow('api/apps/stop', { key });
  }

  start(asked: StartApp): Promise<void> {
    return this.#follow('api/apps/start', asked);
  }

  restart(asked: RestartApp): Promise<void> {
    return this.#follow('api/apps/restart', asked);
  }

  updateSpace(asked: UpdateSpace): Promise<void> {
    return this.#follow('api/spaces/update', asked);
  }

  /** What the settings in force allow in a space. */
  options(spaceName: string): Promise<SpaceOptions> {
    return this.client.get(`api/spaces/options?space=${encodeURIComponent(spaceName)}`, SpaceOptions);
  }

  /** Why an app failed, with the last lines of its logs. */
  failure(key: AppKey): Promise<AppFailure> {
    return this.client.get(`api/apps/failure?key=${encodeURIComponent(JSON.stringify(key))}`, AppFailure);
  }

  /** Where a space opens. It may let its holder in: it is for the tab that is opened, and kept nowhere. */
  async address(spaceName: string): Promise<string> {
    return (await this.client.post('api/spaces/open', { spaceName }, SpaceAddress)).url;
  }

  async #follow(path: string, body: unknown): Promise<void> {
    await this.client.post(path, body, Job).finally(() => this.refresh('fresh'));
  }
}

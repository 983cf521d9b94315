import type { AppKey } from '../../protocol/app';
import { FollowedJob, Job } from '../../protocol/job';
import {
  AppFailure,
  type ChangeInstanceType,
  ChangingInstanceType,
  type RestartApp,
  SpaceAddress,
  SpaceOptions,
  type StartApp,
  type UpdateSpace,
} from '../../protocol/launch';
import { MonthCost } from '../../protocol/month-cost';
import { type Section, section } from '../../protocol/notice';
import type { CreateSpace, DeleteSpace } from '../../protocol/space-action';
import { type Client, ClientError } from '../model/client';

/** How often it is asked whether something has ended that must end before the next is begun. */
const PAUSE_MS = 1_000;

/**
 * What is asked of the agent about apps and spaces. Each that changes something ends in a refresh; all reject with a ClientError,
 * whose notice is for the row that was acted on.
 */
export class AppRequests {
  constructor(
    private readonly client: Pick<Client, 'get' | 'post'>,
    private readonly refresh: (age: 'fresh') => Promise<void>,
  ) {}

  async stop(key: AppKey): Promise<void> {
    await this.#follow('api/apps/stop', { key });
  }

  /** Changes first what is to be changed of the space, which cannot be while its app starts. */
  async start({ idleMinutes, volumeGb, ...asked }: StartApp & Omit<UpdateSpace, 'spaceName'>): Promise<void> {
    if (idleMinutes !== undefined || volumeGb !== undefined) {
      const { spaceName } = asked;
      await this.#ended(await this.#follow('api/spaces/update', { spaceName, idleMinutes, volumeGb }));
    }
    await this.#follow('api/apps/start', asked);
  }

  async restart(asked: RestartApp): Promise<void> {
    await this.#follow('api/apps/restart', asked);
  }

  /** Stores another instance type for the space of this very app, and stops the app. */
  changeType(asked: ChangeInstanceType): Promise<ChangingInstanceType> {
    return this.client.post('api/apps/change-type', asked, ChangingInstanceType).finally(() => this.refresh('fresh'));
  }

  async updateSpace(asked: UpdateSpace): Promise<void> {
    await this.#follow('api/spaces/update', asked);
  }

  async createSpace(asked: CreateSpace): Promise<void> {
    await this.#follow('api/spaces/create', asked);
  }

  async deleteSpace(asked: DeleteSpace): Promise<void> {
    await this.#follow('api/spaces/delete', asked);
  }

  /** What the month has cost so far. */
  month(): Promise<Section<MonthCost>> {
    return this.client.get('api/cost/month', section(MonthCost));
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

  #follow(path: string, body: unknown): Promise<Job> {
    return this.client.post(path, body, Job).finally(() => this.refresh('fresh'));
  }

  /** Waits until a job has ended well; rejects where it has not. */
  async #ended(job: Job): Promise<void> {
    let { outcome } = job;
    while (outcome.kind === 'running') {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      ({ outcome } = await this.client.get(`api/jobs/${encodeURIComponent(job.id)}`, FollowedJob));
    }
    if (outcome.kind === 'failed') throw new ClientError(outcome.notice);
    if (outcome.kind === 'cancelled') throw new ClientError({ code: 'failed', message: outcome.message });
  }
}

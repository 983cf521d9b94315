import {
  type CreateEnvironment,
  ExportedEnvironment,
  type ExportForm,
  type InstallPackages,
  type RemoveEnvironment,
  type RepairEnvironment,
} from '../../protocol/environment-action';
import { FollowedJob, Job } from '../../protocol/job';
import type { Client } from '../model/client';

/** What can be done with environments. Each that changes something ends in a refresh; all reject with a ClientError. */
export class EnvironmentActions {
  constructor(
    private readonly client: Pick<Client, 'get' | 'post'>,
    private readonly refresh: () => Promise<void>,
  ) {}

  create(asked: CreateEnvironment): Promise<void> {
    return this.#follow('api/environments/create', asked);
  }

  install(asked: InstallPackages): Promise<void> {
    return this.#follow('api/environments/install', asked);
  }

  repair(asked: RepairEnvironment): Promise<void> {
    return this.#follow('api/environments/repair', asked);
  }

  remove(asked: RemoveEnvironment): Promise<void> {
    return this.#follow('api/environments/remove', asked);
  }

  /** The text of an `environment.yml`. */
  async export(prefix: string, form: ExportForm): Promise<string> {
    const query = `prefix=${encodeURIComponent(prefix)}&form=${form}`;
    return (await this.client.get(`api/environments/export?${query}`, ExportedEnvironment)).text;
  }

  /** A job with the last lines of its log. */
  job(id: string): Promise<FollowedJob> {
    return this.client.get(`api/jobs/${encodeURIComponent(id)}`, FollowedJob);
  }

  async cancel(id: string): Promise<void> {
    await this.client.post(`api/jobs/${encodeURIComponent(id)}/cancel`, {}, Job).finally(() => this.refresh());
  }

  async #follow(path: string, body: unknown): Promise<void> {
    await this.client.post(path, body, Job).finally(() => this.refresh());
  }
}

import type { KernelSpec } from '@jupyterlab/services';
import { CondaProgram, Environment, EnvironmentSize } from '../../protocol/environment';
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

/** What is asked of the agent about environments. Each that changes something ends in a refresh; all reject with a ClientError. */
export class EnvironmentRequests {
  constructor(
    private readonly client: Pick<Client, 'get' | 'post'>,
    private readonly refresh: () => Promise<void>,
    private readonly kernelSpecs: Pick<KernelSpec.IManager, 'refreshSpecs'>,
  ) {}

  /** Rejects, with what to do, where nothing can make or change an environment. */
  async needConda(): Promise<void> {
    await this.client.get('api/environments/program', CondaProgram);
  }

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

  /** Registers an environment's kernel; the launcher learns of it from the refreshed kernel specs. */
  async register(prefix: string): Promise<void> {
    try {
      await this.client.post('api/environments/register', { prefix }, Environment);
      await this.kernelSpecs.refreshSpecs();
    } finally {
      await this.refresh();
    }
  }

  size(prefix: string): Promise<EnvironmentSize> {
    return this.client.get(`api/environments/size?prefix=${encodeURIComponent(prefix)}`, EnvironmentSize);
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

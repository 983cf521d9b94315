import { ecrAuthorization } from '../../aws/ecr';
import type { PublishContext } from '../../admin/image/publish/context';
import { RegistryRepository } from '../../admin/image/registry/client';
import { defaultTimes } from '../../admin/image/registry/times';
import { contextOf } from '../change';
import { sagemakerOf } from '../connect';
import type { Host } from '../host';

/** What the commands for images work with in the region that is asked for, or that the environment names. */
export function imageContext(host: Host, region: string | undefined): PublishContext {
  const sagemaker = sagemakerOf(host, region);
  const until = (signal: AbortSignal): PublishContext => {
    // Who is let in once need not log in again for each step.
    const repositories = new Map<string, RegistryRepository>();
    return {
      ...contextOf(host, signal, region),
      sagemaker: sagemaker.until(signal),
      repository(registry, repository) {
        const uri = `${registry}/${repository}`;
        const known =
          repositories.get(uri) ??
          new RegistryRepository(registry, repository, (of) => ecrAuthorization(of, signal), timesUntil(signal));
        repositories.set(uri, known);
        return known;
      },
      lasting: () => until(new AbortController().signal),
    };
  };
  return until(host.ending);
}

/** How long a registry is waited for: no longer than until `ending`. */
export const timesUntil = (ending: AbortSignal) => ({ ...defaultTimes, ending });

import type { SageMaker } from '../../../aws/client';
import type { Context } from '../../converge/context';
import type { RegistryRepository } from '../registry/client';

/** What publishing works with. */
export interface PublishContext extends Context {
  sagemaker: SageMaker;
  /** A repository of a registry, with its credentials, as long as the context holds. */
  repository(registry: string, repository: string): RegistryRepository;
  lasting(): PublishContext;
}

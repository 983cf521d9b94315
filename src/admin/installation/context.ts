import type { SageMaker } from '../../aws/client';
import type { S3 } from '../../aws/s3-object';
import type { Context } from '../converge/context';

/** What the commands for a whole domain work with. */
export interface InstallationContext extends Context {
  sagemaker: SageMaker;
  s3: S3;
  lasting(): InstallationContext;
}

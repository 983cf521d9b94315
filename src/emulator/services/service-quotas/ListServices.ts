import { operation } from './operation';
import { SERVICE_CODE, SERVICE_NAME } from './quota';

/** The services that have quotas here: SageMaker alone. */
export const ListServices = operation('ListServices', {
  resource: () => '*',
  action: () => ({ Services: [{ ServiceCode: SERVICE_CODE, ServiceName: SERVICE_NAME }] }),
});

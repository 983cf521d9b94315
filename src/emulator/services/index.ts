import { sageMaker } from './sagemaker';
import { cloudTrail } from './cloudtrail';
import { cloudWatch } from './cloudwatch';
import { ec2 } from './ec2';
import { efs } from './efs';
import { identityStore } from './identitystore';
import { ssoAdmin } from './sso-admin';
import type { Service } from './service';
import { serviceQuotas } from './service-quotas';
import { tagging } from './tagging';

/** Every service that the emulator has: one folder each, one line here. */
export const services: readonly Service[] = [
  sageMaker,
  tagging,
  cloudTrail,
  serviceQuotas,
  cloudWatch,
  ssoAdmin,
  identityStore,
  efs,
  ec2,
];

/** The names of all operations, of whichever service. */
export const operationNames = services.flatMap(({ operations }) => [...operations.keys()]);

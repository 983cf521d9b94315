import { sageMaker } from './sagemaker';
import { cloudTrail } from './cloudtrail';
import type { Service } from './service';
import { tagging } from './tagging';

/** Every service that the emulator has: one folder each, one line here. */
export const services: readonly Service[] = [sageMaker, tagging, cloudTrail];

/** The names of all operations, of whichever service. */
export const operationNames = services.flatMap(({ operations }) => [...operations.keys()]);

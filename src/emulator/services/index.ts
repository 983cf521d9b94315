import { sageMaker } from './sagemaker';
import type { Service } from './service';

/** Every service that the emulator has: one folder each, one line here. */
export const services: readonly Service[] = [sageMaker];

/** The names of all operations, of whichever service. */
export const operationNames = services.flatMap(({ operations }) => [...operations.keys()]);

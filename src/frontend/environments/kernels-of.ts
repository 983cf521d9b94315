import type { Environment, EnvironmentKernel } from '../../protocol/environment';

/** The kernel that starts an environment, of several the first. */
export const kernelOf = ({ kernels = [] }: Environment): EnvironmentKernel | undefined =>
  kernels.find(({ missing }) => missing === undefined);

/** Whether it could be registered as a kernel, and is none yet: that it is none must be known. */
export const isRegistrable = (environment: Environment): boolean =>
  environment.ipykernel &&
  environment.kernels !== undefined &&
  !environment.gone &&
  kernelOf(environment) === undefined;

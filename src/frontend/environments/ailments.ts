import type { TranslationBundle } from '@jupyterlab/translation';
import type { Environment } from '../../protocol/environment';
import type { RepairEnvironment } from '../../protocol/environment-action';

/** Something that is wrong with an environment and can be repaired: what, and what the button says. */
export interface Ailment {
  what: RepairEnvironment['what'];
  told: string;
  repair: string;
}

/** What is wrong with an environment, the worst first. */
export function ailmentsOf(environment: Environment, trans: TranslationBundle): Ailment[] {
  const { gone, ipykernel, kernels = [], persistent, protected: guarded, pythonVersion } = environment;
  const dead = kernels.filter(({ missing }) => gone || missing !== undefined);
  const kernelAilments: Ailment[] = dead.slice(0, 1).map(({ displayName, missing }) => ({
    what: 'kernel',
    told:
      missing === undefined
        ? trans.__('Its folder is gone: the kernel %1 cannot start.', displayName)
        : trans.__('%1 is gone: the kernel %2 cannot start.', missing, displayName),
    repair: trans.__('Remove the kernel'),
  }));
  if (gone) return kernelAilments;
  const ailments = kernelAilments;
  if (pythonVersion !== undefined && !ipykernel && kernels.length === dead.length)
    ailments.push({
      what: 'ipykernel',
      told: trans.__('It has no ipykernel, which a kernel needs.'),
      repair: trans.__('Install ipykernel'),
    });
  // Conda's own and the server's come with the image: they are made anew with the app.
  if (!persistent && !guarded)
    ailments.push({
      what: 'volume',
      told: trans.__('It is not on the home volume, and lost when the app is recreated.'),
      repair: trans.__('Keep a copy'),
    });
  return ailments;
}

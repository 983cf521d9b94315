import type { TranslationBundle } from '@jupyterlab/translation';
import type { Ailment } from './ailments';

/** What is wrong, and what the button says that repairs it. */
export function ailmentText(ailment: Ailment, trans: TranslationBundle): { told: string; repair: string } {
  switch (ailment.what) {
    case 'kernel':
      return {
        told:
          ailment.missing === undefined
            ? trans.__('Its folder is gone: the kernel %1 cannot start.', ailment.displayName)
            : trans.__('%1 is gone: the kernel %2 cannot start.', ailment.missing, ailment.displayName),
        repair: trans.__('Remove the kernel'),
      };
    case 'ipykernel':
      return {
        told: trans.__('It has no ipykernel, which a kernel needs.'),
        repair: trans.__('Install ipykernel'),
      };
    case 'volume':
      return {
        told: trans.__('It is not on the home volume, and lost when the app is recreated.'),
        repair: trans.__('Keep a copy'),
      };
  }
}

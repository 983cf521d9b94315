import type { TranslationBundle } from '@jupyterlab/translation';
import type { Ailment } from './ailments';

/** What is wrong: in the row, in full, and what the button does about it. */
export function ailmentText(
  ailment: Ailment,
  trans: TranslationBundle,
): { short: string; told: string; repair: string } {
  switch (ailment.what) {
    case 'kernel':
      return {
        short: trans.__('kernel broken'),
        told:
          ailment.missing === undefined
            ? trans.__('Kernel %1 can’t start: its folder is gone.', ailment.displayName)
            : trans.__('Kernel %2 can’t start: %1 is gone.', ailment.missing, ailment.displayName),
        repair: trans.__('Remove the kernel'),
      };
    case 'ipykernel':
      return {
        short: trans.__('no ipykernel'),
        told: trans.__('no ipykernel, which notebooks need'),
        repair: trans.__('Install ipykernel'),
      };
    case 'volume':
      return {
        short: trans.__('Not saved'),
        told: trans.__('Not saved: lost at restart'),
        repair: trans.__('Save a copy'),
      };
  }
}

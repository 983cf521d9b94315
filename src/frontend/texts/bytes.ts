import type { TranslationBundle } from '@jupyterlab/translation';

/** A size on disk in the unit that gives it one to four digits: `512 KB`, `1.4 GB`. Powers of 1,000, as disks are sold. */
export function bytesText(bytes: number, trans: TranslationBundle): string {
  if (bytes < 1e6) return trans.__('%1 KB', Math.ceil(bytes / 1e3));
  if (bytes < 1e9) return trans.__('%1 MB', Math.round(bytes / 1e6));
  return trans.__('%1 GB', (bytes / 1e9).toFixed(1));
}

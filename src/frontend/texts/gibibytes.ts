import type { TranslationBundle } from '@jupyterlab/translation';

/** A size of memory or of a volume: `6.1 GiB`, and `512 MiB` of what is small. Powers of 1,024, as AWS gives them. */
export function gibText(bytes: number, trans: TranslationBundle): string {
  return bytes < 2 ** 30 ? trans.__('%1 MiB', Math.ceil(bytes / 2 ** 20)) : trans.__('%1 GiB', figure(bytes));
}

/** How much of a whole: `6.1 of 16 GiB`, and `12 MiB of 5 GiB` of what is next to nothing. */
export const gibOfText = (part: number, whole: number, trans: TranslationBundle): string =>
  part < 0.1 * 2 ** 30
    ? trans.__('%1 of %2', gibText(part, trans), gibText(whole, trans))
    : trans.__('%1 of %2 GiB', figure(part), figure(whole));

const figure = (bytes: number) => (bytes / 2 ** 30).toFixed(1).replace(/\.0$/, '');

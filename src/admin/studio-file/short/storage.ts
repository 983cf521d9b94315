import { inTheForm, type Read, shortForm } from './short-form';
import { amountsIn, sizes } from './units';

/** Gigabytes: 5 to 16384 (service model). */
const [least, most] = [5, 16_384];
const defaults = /^(\d+) ?GB \(up to (\d+) ?GB\)$/;
const volume = /^(\d+) ?GB$/;

/** `20 GB (up to 500 GB)`: how large the volumes of new private spaces are, and how large their users may make them. */
export const Storage = shortForm(storageSettings)
  .meta({ examples: ['20 GB (up to 500 GB)'] })
  .describe('how large volumes of new spaces are, and how large they may be made: 20 GB (up to 500 GB)');

/** `100 GB`: how large a space's volume is. */
export const VolumeSize = shortForm(volumeSettings)
  .meta({ examples: ['100 GB'] })
  .describe('how large the volume of a space is: 100 GB');

const range = `a volume has from ${least} to ${most} GB`;
const fits = (size: number) => size >= least && size <= most;

/** What AWS calls it (`DefaultEbsStorageSettings`), or what is wrong with it. */
export function storageSettings(text: string): Read {
  const [, size, largest] = (defaults.exec(text) ?? []).map(Number);
  if (size === undefined || largest === undefined)
    return { wrong: advice(text, '20 GB (up to 500 GB)', storageSettings) };
  if (!fits(size) || !fits(largest)) return { wrong: range };
  if (size > largest) return { wrong: `${size} GB is more than ${largest} GB` };
  return { settings: { DefaultEbsVolumeSizeInGb: size, MaximumEbsVolumeSizeInGb: largest } };
}

/** What AWS calls it (`EbsStorageSettings`), or what is wrong with it. */
export function volumeSettings(text: string): Read {
  const size = Number(volume.exec(text)?.[1] ?? NaN);
  if (Number.isNaN(size)) return { wrong: advice(text, '100 GB', volumeSettings) };
  return fits(size) ? { settings: { EbsVolumeSizeInGb: size } } : { wrong: range };
}

function advice(text: string, example: string, read: (text: string) => Read): string {
  const [size, largest, ...more] = (amountsIn(text, sizes, 1) ?? []).map((one) => `${Number(one.toFixed(2))} GB`);
  const right = size === undefined || more.length > 0 ? undefined : `${size}${largest ? ` (up to ${largest})` : ''}`;
  return inTheForm(text, { right, units: 'sizes are in GB', such: `must be such as ${example}; ${range}`, read });
}

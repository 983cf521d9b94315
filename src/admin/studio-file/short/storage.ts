import * as z from 'zod';
import type { Settings } from '../settings';

/** Gigabytes: 5 to 16384 (service model). */
const [least, most] = [5, 16_384];
const defaults = /^(\d+) ?GB \(up to (\d+) ?GB\)$/;
const volume = /^(\d+) ?GB$/;

/** `20 GB (up to 500 GB)`: how large the volumes of new private spaces are, and how large their users may make them. */
export const Storage = z
  .string()
  .superRefine((text, context) => {
    const read = storageSettings(text);
    if ('wrong' in read) context.addIssue(read.wrong);
  })
  .meta({ examples: ['20 GB (up to 500 GB)'] })
  .describe('how large volumes of new spaces are, and how large they may be made: 20 GB (up to 500 GB)');

/** `100 GB`: how large a space's volume is. */
export const VolumeSize = z
  .string()
  .superRefine((text, context) => {
    const read = volumeSettings(text);
    if ('wrong' in read) context.addIssue(read.wrong);
  })
  .meta({ examples: ['100 GB'] })
  .describe('how large the volume of a space is: 100 GB');

const range = `a volume has from ${least} to ${most} GB`;
const fits = (size: number) => size >= least && size <= most;

/** What AWS calls it (`DefaultEbsStorageSettings`), or what is wrong with it. */
export function storageSettings(text: string): { settings: Settings } | { wrong: string } {
  const [, size, largest] = (defaults.exec(text) ?? []).map(Number);
  if (size === undefined || largest === undefined) return { wrong: 'must be such as 20 GB (up to 500 GB)' };
  if (!fits(size) || !fits(largest)) return { wrong: range };
  if (size > largest) return { wrong: `${size} GB is more than ${largest} GB` };
  return { settings: { DefaultEbsVolumeSizeInGb: size, MaximumEbsVolumeSizeInGb: largest } };
}

/** What AWS calls it (`EbsStorageSettings`), or what is wrong with it. */
export function volumeSettings(text: string): { settings: Settings } | { wrong: string } {
  const size = Number(volume.exec(text)?.[1] ?? NaN);
  if (Number.isNaN(size)) return { wrong: 'must be such as 100 GB' };
  return fits(size) ? { settings: { EbsVolumeSizeInGb: size } } : { wrong: range };
}

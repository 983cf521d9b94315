import * as z from 'zod';
import { isSettings, type Settings } from '../studio-file/settings';
import type { Found } from './resources/resource';

const Entry = z.object({
  arn: z.string(),
  status: z.string(),
  modified: z.number(),
  settings: z.custom<Settings>(isSettings),
});
const format = 'studiolo-known/1';
const File = z.object({ format: z.literal(format), known: z.record(z.string(), Entry) });

/**
 * What was described before. Each entry counts while AWS's list tells the same LastModifiedTime, so all of it can be thrown
 * away at any time. AWS's times have milliseconds, and nothing takes two changes within one (assumption).
 */
export type KnownBefore = ReadonlyMap<string, Found>;

/** By the resource's name and the id of its domain: a domain that was made again has another. */
export const knownAs = (name: string, domainId: string | undefined) => [domainId ?? '', name].join(' ');

/** Whether what was described may be used again. */
export const worthKeeping = ({ modified, status }: Found) => modified !== undefined && status === 'InService';

export const knownText = (known: KnownBefore): string => JSON.stringify({ format, known: Object.fromEntries(known) });

/** What a text holds; nothing where it is another version's, or was cut. */
export function readKnown(text: string): KnownBefore {
  try {
    const { data } = File.safeParse(JSON.parse(text));
    return new Map(Object.entries(data?.known ?? {}));
  } catch {
    return new Map();
  }
}

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
const File = z.object({ format: z.literal(format), known: z.custom<object>(isSettings) });

/**
 * What was described before. Each entry counts while AWS's list tells the same LastModifiedTime, so all of it can be thrown
 * away at any time. AWS's times have milliseconds, and nothing takes two changes within one (assumption).
 */
export type KnownBefore = ReadonlyMap<string, Found>;

/** By the resource's name and the id of its domain: a domain that was made again has another. */
export const knownAs = (name: string, domainId: string | undefined) => [domainId ?? '', name].join(' ');

/** Whether what was described may be used again. */
export const worthKeeping = ({ modified, status }: Found) => modified !== undefined && status === 'InService';

/** Whether all of it was known before. */
export const isKnown = (known: KnownBefore, before: KnownBefore) =>
  known.size === before.size && [...known].every(([key, found]) => before.get(key) === found);

export const knownText = (known: KnownBefore): string => JSON.stringify({ format, known: Object.fromEntries(known) });

/** Whether it is one; what it has is not copied: there may be tens of thousands. */
const isEntry = (entry: [string, unknown]): entry is [string, z.infer<typeof Entry>] =>
  Entry.safeParse(entry[1]).success;

/** What a text holds; nothing where it is another version's, or was cut. */
export function readKnown(text: string): KnownBefore {
  try {
    const { data } = File.safeParse(JSON.parse(text));
    const entries = Object.entries(data?.known ?? {});
    return new Map(entries.every((entry) => isEntry(entry)) ? entries : []);
  } catch {
    return new Map();
  }
}

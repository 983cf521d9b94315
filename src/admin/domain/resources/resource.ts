import * as z from 'zod';
import type { AppType } from '../../../protocol/app';
import type { Settled } from '../../converge/kind';
import { isSettings, type Settings } from '../../studio-file/settings';
import type { Ref } from '../../studio-file/wanted';
import type { StudioContext } from '../context';

/** A resource as AWS has it: in the members of the request that creates one. */
export interface Found {
  arn: string;
  settings: Settings;
  /** `InService` for what has no status of its own. */
  status: string;
  failureReason?: string | undefined;
  /** When it was last changed, in milliseconds since 1970, where AWS's lists tell that too. */
  modified?: number | undefined;
}

/** When a changed setting reaches people. */
export type Effect = 'now' | 'next-start' | 'apps-stopped';

/** When a changed setting reaches people, and in apps of which types; of all where none is named. */
export interface Reach {
  effect: Effect;
  apps?: readonly AppType[];
}

/**
 * All that is known of one kind of resource. What AWS does with it is data; only `read`, `create`, `change` and `remove`
 * ask AWS. Paths are members joined by dots; the longest that a setting begins with counts.
 */
export interface Resource {
  /** Nothing where there is none. Rejects with `AwsError`. */
  read(context: StudioContext, ref: Ref): Promise<Found | undefined>;
  /** What cannot be changed, and the way round it. */
  fixed: Readonly<Record<string, string>>;
  takesEffect: Readonly<Record<string, Reach>>;
  create(context: StudioContext, ref: Ref, settings: Settings, tags: Readonly<Record<string, string>>): Promise<void>;
  /** Sends the leaves that differ. Absent where AWS has no update. */
  change?(context: StudioContext, ref: Ref, leaves: Settings): Promise<void>;
  remove?(context: StudioContext, ref: Ref): Promise<void>;
}

/** What stands in a table of paths for a setting. */
export function forPath<T>(table: Readonly<Record<string, T>>, path: string): T | undefined {
  const prefixes = Object.keys(table).filter((prefix) => path === prefix || path.startsWith(`${prefix}.`));
  const longest = prefixes.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? undefined : table[longest];
}

/** Settings as a request of the SDK has them: their form is the service model's, by which the file was read. */
export const membersAs = <Members extends object>(settings: Settings): Members =>
  z.custom<Members>((value) => isSettings(value)).parse(settings);

/** An answer of the SDK's as settings. */
export function settingsOf(answer: object): Settings {
  const plain: unknown = JSON.parse(JSON.stringify(answer));
  return isSettings(plain) ? plain : {};
}

/** What a look says of a domain, a profile or a space, in AWS's words. */
export function settledOf(what: string, now: Found | undefined): Settled {
  if (!now || now.status === 'InService') return { state: 'done' };
  if (['Pending', 'Updating', 'Deleting'].includes(now.status)) return { state: 'waiting', status: now.status };
  const why = now.failureReason === undefined ? '' : `: ${now.failureReason}`;
  return { state: 'failed', why: `${what} is ${now.status}${why}` };
}

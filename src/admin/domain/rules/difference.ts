import { changedLeaves, sameSettings } from '../../../aws/leaves';
import { isSettings, said, type Setting, type Settings } from '../../studio-file/settings';

/** A setting that shall be another: its path, and both values; nothing for one that is not set. */
export interface Leaf {
  path: string;
  from: Setting | undefined;
  to: Setting;
}

export interface Difference {
  /** What an update sends. */
  leaves: Settings;
  changes: Leaf[];
}

/**
 * What must change of what is there for it to be as declared; nothing where it is. Only what is declared is compared: what
 * AWS filled in by itself is no difference (administration.md, A4).
 */
export function differenceOf(now: Settings, declared: Settings): Difference | undefined {
  const found = changedLeaves(now, inWordsOf(now, declared));
  const changes = found ? leavesOf(found, now, []) : [];
  return found && changes.length > 0 ? { leaves: found, changes } : undefined;
}

/** What is declared, without what is there already in other words: lists that are sets, and two ways to say nothing. */
function inWordsOf(now: Settings, declared: Settings): Settings {
  const entries = Object.entries(declared).flatMap(([name, value]): [string, Setting][] => {
    const is = now[name];
    if (value === undefined || meansNothing(name, value, is)) return [];
    if (isSettings(value)) {
      const inner = inWordsOf(isSettings(is) ? is : {}, value);
      return Object.keys(inner).length === 0 ? [] : [[name, inner]];
    }
    if (name === 'OwnerUserProfileName' && sameProfile(is, value)) return [];
    const isSet = Array.isArray(value) && Array.isArray(is) && !ordered.has(name) && sameSet(is, value);
    return isSet ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}

/** AWS does not tell capital letters from small ones in names of user profiles. */
const sameProfile = (is: Setting | undefined, name: Setting) => String(is).toLowerCase() === String(name).toLowerCase();

/** Words of a command, whose order counts. */
const ordered = new Set(['ContainerArguments', 'ContainerEntrypoint']);

/** An empty list, the `None` of an ARN and RStudio's DISABLED say the same as nothing, which AWS answers to them. */
function meansNothing(name: string, value: Setting, is: Setting | undefined): boolean {
  if (Array.isArray(value) && value.length === 0) return is === undefined;
  if (value === 'None') return is === undefined;
  return name === 'AccessStatus' && value === 'DISABLED' && is === undefined;
}

/** All other lists of a Studio's settings are sets: none of them is told to mean something by its order (assumption). */
function sameSet(a: readonly Setting[], b: readonly Setting[]): boolean {
  return (
    a.length === b.length &&
    b.every((one) => a.some((other) => sameSettings(one, other))) &&
    a.every((one) => b.some((other) => sameSettings(one, other)))
  );
}

function leavesOf(changed: Settings, now: Settings, path: readonly string[]): Leaf[] {
  return Object.entries(changed).flatMap(([name, value]): Leaf[] => {
    const at = [...path, name];
    if (value === undefined) return [];
    if (isSettings(value)) return leavesOf(value, now, at);
    const from = said(now, at);
    return sameSettings(from, value) ? [] : [{ path: at.join('.'), from, to: value }];
  });
}

/** Settings in a few words. */
export function settingText(value: Setting | undefined): string {
  if (value === undefined || value === null || value === 'None') return 'nothing';
  if (typeof value === 'string') return value.replace(/^arn:[^:]*:[^:]*:[^:]*:\d*:/, '');
  if (Array.isArray(value))
    return value.length > 4 ? `${value.length} entries` : `[${value.map(settingText).join(', ')}]`;
  if (isSettings(value)) return Object.values(value).map(settingText).join(' ');
  return String(value);
}

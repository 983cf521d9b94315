import type { AppStatus } from '../../protocol/app';
import { appId } from '../../protocol/app-identity';
import type { Snapshot } from '../../protocol/snapshot';
import { newestJob } from './newest-job';
import { type AppEntry, entriesOf, nameOf, spaceNameOf } from './app-entry';

/** The group of the list that an entry stands in: what runs first, then what failed, then what is stopped. */
export type ListGroup = 'running' | 'failed' | 'stopped';

/** Tells an entry apart from all others, whether or not an app is in it. */
export const entryKey = (entry: AppEntry): string => {
  const space = spaceNameOf(entry)?.toLowerCase();
  // A space may hold two apps: one of each type.
  return space === undefined
    ? entry.app
      ? appId(entry.app.key)
      : ''
    : `${space}/${entry.app?.key.appType ?? entry.space?.appType ?? ''}`;
};

const groupOf: Readonly<Record<AppStatus, ListGroup>> = {
  InService: 'running',
  Pending: 'running',
  Deleting: 'running',
  Failed: 'failed',
  Deleted: 'stopped',
};

/**
 * Where each entry stands. One that is on its way from one state to another, or has just arrived, stays where it stood
 * before: a row does not move from under the pointer.
 */
export class ListGroups {
  #snapshot: Snapshot | undefined;
  #known: ReadonlyMap<string, ListGroup> = new Map();

  /** By the keys of its entries, however often it is asked of one snapshot. */
  of(snapshot: Snapshot): ReadonlyMap<string, ListGroup> {
    if (snapshot === this.#snapshot) return this.#known;
    const before = this.#known;
    this.#snapshot = snapshot;
    this.#known = new Map(
      entriesOf(snapshot).map((entry) => {
        const { app } = entry;
        const moves =
          app?.status === 'Pending' ||
          app?.status === 'Deleting' ||
          newestJob(snapshot.jobs, app, spaceNameOf(entry)) !== undefined;
        const now = app ? groupOf[app.status] : 'stopped';
        const key = entryKey(entry);
        return [key, moves ? (before.get(key) ?? now) : now];
      }),
    );
    return this.#known;
  }
}

/** In one group: this app first, the others by name. */
export function inOrder<T extends { entry: AppEntry }>(shown: T[]): T[] {
  return [...shown].sort(
    ({ entry: one }, { entry: other }) =>
      Number(other.app?.current ?? false) - Number(one.app?.current ?? false) ||
      nameOf(one).localeCompare(nameOf(other)) ||
      entryKey(one).localeCompare(entryKey(other)),
  );
}

import type { AppStatus } from '../../protocol/app';
import { appId } from '../../protocol/app-identity';
import type { Snapshot } from '../../protocol/snapshot';
import { newestJob } from './newest-job';
import { type Place, placesOf, spaceNameOf } from './place';

/** Where in the list a place stands: what runs first, then what failed, then what is stopped. */
export type Standing = 'running' | 'failed' | 'stopped';

/** Tells a place apart from all others, whether or not an app is in it. */
export const placeKey = (place: Place): string => {
  const space = spaceNameOf(place)?.toLowerCase();
  // A space may hold two apps: one of each type.
  return space === undefined
    ? place.app
      ? appId(place.app.key)
      : ''
    : `${space}/${place.app?.key.appType ?? place.space?.appType ?? ''}`;
};

const standingOf: Readonly<Record<AppStatus, Standing>> = {
  InService: 'running',
  Pending: 'running',
  Deleting: 'running',
  Failed: 'failed',
  Deleted: 'stopped',
};

/**
 * Where each place stands. One that is on its way from one state to another, or has just arrived, stays where it stood
 * before: a row does not move from under the pointer.
 */
export class Standings {
  #snapshot: Snapshot | undefined;
  #known: ReadonlyMap<string, Standing> = new Map();

  /** By the keys of its places, however often it is asked of one snapshot. */
  of(snapshot: Snapshot): ReadonlyMap<string, Standing> {
    if (snapshot === this.#snapshot) return this.#known;
    const before = this.#known;
    this.#snapshot = snapshot;
    this.#known = new Map(
      placesOf(snapshot).map((place) => {
        const { app } = place;
        const moves =
          app?.status === 'Pending' ||
          app?.status === 'Deleting' ||
          newestJob(snapshot.jobs, app, spaceNameOf(place)) !== undefined;
        const now = app ? standingOf[app.status] : 'stopped';
        const key = placeKey(place);
        return [key, moves ? (before.get(key) ?? now) : now];
      }),
    );
    return this.#known;
  }
}

/** In one standing: this app first, the others by name. */
export function inOrder(places: Place[], nameOf: (place: Place) => string): Place[] {
  return [...places].sort(
    (one, other) =>
      Number(other.app?.current ?? false) - Number(one.app?.current ?? false) ||
      nameOf(one).localeCompare(nameOf(other)) ||
      placeKey(one).localeCompare(placeKey(other)),
  );
}

import type { App } from '../../protocol/app';
import type { Snapshot } from '../../protocol/snapshot';
import type { Space } from '../../protocol/space';
import { placeOf } from './app-place';
import type { AppVerb } from './command-ids';

/** A row of the list: an app with the space that it is in, where that is known, or a space in which there is no app. */
export interface Place {
  app?: App;
  space?: Space;
}

/** Every app, and after them the spaces in which there is none. */
export function placesOf({ apps, spaces }: Snapshot): Place[] {
  const known = spaces.state === 'ready' ? spaces.value : [];
  const byName = new Map(known.map((space) => [space.spaceName.toLowerCase(), space]));
  const taken = (apps.state === 'ready' ? apps.value : []).map((app): Place => {
    const { owner } = app.key;
    const space = owner.kind === 'space' ? byName.get(owner.spaceName.toLowerCase()) : undefined;
    return space ? { app, space } : { app };
  });
  const inUse = new Set(taken.map(({ space }) => space));
  return [...taken, ...known.filter((space) => !inUse.has(space)).map((space) => ({ space }))];
}

/** What a place is called: its space, or in Studio Classic the app itself. */
export const nameOf = ({ app, space }: Place): string => (app ? placeOf(app.key) : (space?.spaceName ?? ''));

/** The space of a place, though nothing else may be known of it. */
export const spaceNameOf = ({ app, space }: Place): string | undefined =>
  app?.key.owner.kind === 'space' ? app.key.owner.spaceName : space?.spaceName;

/** What can be done there now, in the order in which it is offered. */
export function verbsFor(place: Place): AppVerb[] {
  const { app, space } = place;
  if (app?.lookOnly || space?.lookOnly) return app?.status === 'Failed' ? ['why'] : [];
  const launchable = space?.appType === 'JupyterLab' || space?.appType === 'CodeEditor';
  const ended = app === undefined || app.status === 'Failed' || app.status === 'Deleted';
  const elsewhere = spaceNameOf(place) !== undefined && app?.status === 'InService' && !app.current;
  const can: Record<AppVerb, boolean> = {
    why: app?.status === 'Failed',
    open: elsewhere,
    start: launchable && ended,
    restart: elsewhere,
    change: launchable && space.sharing === 'Private' && space.own,
    stop: !ended && app.status !== 'Deleting',
  };
  return order.filter((verb) => can[verb]);
}

const order: AppVerb[] = ['why', 'open', 'start', 'restart', 'change', 'stop'];

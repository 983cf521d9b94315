import type { App, AppKey } from '../../protocol/app';
import { appId, sameName } from '../../protocol/app-identity';
import type { Snapshot } from '../../protocol/snapshot';
import type { Space } from '../../protocol/space';

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

/** Tells a place apart from all others. */
export const placeId = ({ app, space }: Place): string => (app ? appId(app.key) : `space/${space?.spaceName}`);

/** What an app is called: by its space; in Studio Classic by its own name, since a user profile may have several. */
export const appNameOf = ({ appName, owner }: AppKey): string => (owner.kind === 'space' ? owner.spaceName : appName);

/** What a place is called: as its app is, else as its space. */
export const nameOf = ({ app, space }: Place): string => (app ? appNameOf(app.key) : (space?.spaceName ?? ''));

/** The space of a place, though nothing else may be known of it. */
export const spaceNameOf = ({ app, space }: Place): string | undefined =>
  app?.key.owner.kind === 'space' ? app.key.owner.spaceName : space?.spaceName;

/** Whether a place is in the space of this name. */
export const isIn = (place: Place, spaceName: string): boolean => sameName(spaceNameOf(place), spaceName);

/** In a shared space it may not be known who asks: then nothing can be done from here but to look. */
export const mayAct = ({ app, space }: Place): boolean => !app?.lookOnly && !space?.lookOnly;

/** Whether there is no app, or none any more. */
export const hasEnded = ({ app }: Place): boolean =>
  app === undefined || app.status === 'Failed' || app.status === 'Deleted';

/** Whether an app runs there that is in a space, and is not the one that this page runs in. */
export const isElsewhere = (place: Place): boolean =>
  spaceNameOf(place) !== undefined && place.app?.status === 'InService' && !place.app.current;

/** Whether this page runs in it. */
export const isHere = ({ app }: Place): boolean => app?.current === true && app.status === 'InService';

/** Whether it is a space of this person alone. */
export const isOwn = ({ space }: Place): boolean => space?.own === true && space.sharing === 'Private';

/** Whether an app runs there whose own panel can restart those of others: a JupyterLab of this person alone. */
export const canRestartOthers = (place: Place): boolean =>
  isElsewhere(place) && isOwn(place) && mayAct(place) && place.app?.key.appType === 'JupyterLab';

/** Whether it is a space whose app can be started. */
export const isLaunchable = ({ space }: Place): boolean =>
  space?.appType === 'JupyterLab' || space?.appType === 'CodeEditor';

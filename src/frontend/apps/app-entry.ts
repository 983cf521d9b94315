import type { App, AppKey } from '../../protocol/app';
import { sameName } from '../../protocol/app-identity';
import type { Snapshot } from '../../protocol/snapshot';
import type { Space } from '../../protocol/space';

/** A row of the list: an app with the space that it is in, where that is known, or a space in which there is no app. */
export interface AppEntry {
  app?: App;
  space?: Space;
}

/** Every app, and after them the spaces in which there is none. */
export function entriesOf({ apps, spaces }: Snapshot): AppEntry[] {
  const known = spaces.state === 'ready' ? spaces.value : [];
  const byName = new Map(known.map((space) => [space.spaceName.toLowerCase(), space]));
  const taken = (apps.state === 'ready' ? apps.value : []).map((app): AppEntry => {
    const { owner } = app.key;
    const space = owner.kind === 'space' ? byName.get(owner.spaceName.toLowerCase()) : undefined;
    return space ? { app, space } : { app };
  });
  const inUse = new Set(taken.map(({ space }) => space));
  return [...taken, ...known.filter((space) => !inUse.has(space)).map((space) => ({ space }))];
}

/** What an app is called: by its space; in Studio Classic by its own name, since a user profile may have several. */
export const appNameOf = ({ appName, owner }: AppKey): string => (owner.kind === 'space' ? owner.spaceName : appName);

/** What an entry is called: as its app is, else as its space. */
export const nameOf = ({ app, space }: AppEntry): string => (app ? appNameOf(app.key) : (space?.spaceName ?? ''));

/** The space of an entry, though nothing else may be known of it. */
export const spaceNameOf = ({ app, space }: AppEntry): string | undefined =>
  app?.key.owner.kind === 'space' ? app.key.owner.spaceName : space?.spaceName;

/** Whether an entry is in the space of this name. */
export const isIn = (entry: AppEntry, spaceName: string): boolean => sameName(spaceNameOf(entry), spaceName);

/** In a shared space it may not be known who asks: then nothing can be done from here but to look. */
export const mayAct = ({ app, space }: AppEntry): boolean => !app?.lookOnly && !space?.lookOnly;

/** Whether there is no app, or none any more. */
export const hasEnded = ({ app }: AppEntry): boolean =>
  app === undefined || app.status === 'Failed' || app.status === 'Deleted';

/** Whether an app runs there that is in a space, and is not the one that this page runs in. */
export const isElsewhere = (entry: AppEntry): boolean =>
  spaceNameOf(entry) !== undefined && entry.app?.status === 'InService' && !entry.app.current;

/** Whether this page runs in it. */
export const isHere = ({ app }: AppEntry): boolean => app?.current === true && app.status === 'InService';

/** Whether it is a space of this person alone. */
export const isOwn = ({ space }: AppEntry): boolean => space?.own === true && space.sharing === 'Private';

/** Whether an app runs there whose own panel can restart those of others: a JupyterLab of this person alone. */
export const canRestartOthers = (entry: AppEntry): boolean =>
  isElsewhere(entry) && isOwn(entry) && mayAct(entry) && entry.app?.key.appType === 'JupyterLab';

/** Whether it is a space whose app can be started. */
export const isLaunchable = ({ space }: AppEntry): boolean =>
  space?.appType === 'JupyterLab' || space?.appType === 'CodeEditor';

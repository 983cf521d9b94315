import type { AppKey } from '../../protocol/app';

/** Where an app is, by name: its space; for an app of Studio Classic its own name, since there may be several. */
export const placeOf = ({ appName, owner }: AppKey): string => (owner.kind === 'space' ? owner.spaceName : appName);

/** Tells apps apart within a domain. */
export const idOf = ({ appName, appType, owner }: AppKey): string =>
  [owner.kind, owner.kind === 'space' ? owner.spaceName : owner.userProfileName, appType, appName].join('/');
